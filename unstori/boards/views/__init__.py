"""Pages of `boards`."""
