"""What somebody asks the directory for, in their own words or with the filters of a page. Pure."""

from unstori.directory.rules.asked import Asked, Span, merged
from unstori.directory.rules.understanding import LONGEST, understood

__all__ = ["LONGEST", "Asked", "Span", "merged", "understood"]
