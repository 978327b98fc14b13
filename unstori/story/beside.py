"""What rooms above show beside an entry that they told: a board as it was placed, for one.

A room registers for its own event. It is given the entries of that event on one page, and answers for all of them at
once, so that the number of reads does not grow with the page.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.safestring import SafeString

from unstori.access.door import Opened
from unstori.story.models import Entry

Show = Callable[[Opened, list[Entry]], dict[UUID, SafeString]]
REGISTRY: dict[str, Show] = {}


def register(event: str) -> Callable[[Show], Show]:
    """Show something beside the entries of an event."""

    def keep(show: Show) -> Show:
        REGISTRY[event] = show
        return show

    return keep


def beside(opened: Opened, entries: Iterable[Entry]) -> dict[UUID, SafeString]:
    """By entry, what stands beside it."""
    told: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.event in REGISTRY:
            told.setdefault(entry.event, []).append(entry)
    found: dict[UUID, SafeString] = {}
    for event, rows in told.items():
        found |= REGISTRY[event](opened, rows)
    return found
