"""Pages of `safeguarding`."""
