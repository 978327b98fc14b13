"""Concerns that somebody may be harmed: raised by anybody, answered by the team of the area."""
