"""Pages of `assessment`."""
