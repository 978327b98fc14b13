"""Pages of `notices`, by thing."""
