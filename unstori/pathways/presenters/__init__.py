"""Clocks of the law in words, and as a line."""

from unstori.pathways.presenters.clocks import by_nation, clock, period_words
from unstori.pathways.presenters.running import tried
from unstori.pathways.presenters.timeline import line

__all__ = ["by_nation", "clock", "line", "period_words", "tried"]
