"""Pages of those who run it, one file for each thing."""
