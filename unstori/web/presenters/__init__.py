"""Words of the pages that bring rooms together."""
