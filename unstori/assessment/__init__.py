"""Floor 11: needs assessed over the story, and decided test by test."""
