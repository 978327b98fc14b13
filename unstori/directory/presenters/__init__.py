"""What is found and what an entry says, in words."""

from unstori.directory.presenters.entries import DAYS, in_a_list, paragraphs, shown

__all__ = ["DAYS", "in_a_list", "paragraphs", "shown"]
