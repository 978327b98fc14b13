"""Words for the pages of those who run it."""

from unstori.governance.presenters import start

__all__ = ["start"]
