"""Floor 12: needs assessed over the story, and decided test by test."""
