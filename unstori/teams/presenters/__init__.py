"""Words and looks of a team."""
