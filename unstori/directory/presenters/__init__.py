"""What is found and what an entry says, in words."""

from unstori.directory.presenters.choices import DAYS
from unstori.directory.presenters.entries import in_a_list, paragraphs, shown
from unstori.directory.presenters.finding import (
    Pairs,
    canonical,
    hit_line,
    near_said,
    results,
    tags,
    title,
    topics,
)
from unstori.directory.presenters.sharing import share, whereabouts

__all__ = [
    "DAYS", "Pairs", "canonical", "hit_line", "in_a_list", "near_said", "paragraphs", "results", "share", "shown",
    "tags", "title", "topics", "whereabouts",
]  # fmt: skip
