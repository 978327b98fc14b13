"""What a feed has brought, and what of it would go."""

from collections.abc import Collection
from uuid import UUID

from unstori.directory.models import Entry, Feed


def going_from(feed: Feed, here: Collection[UUID]) -> tuple[int, int]:
    """How many of those that are listed are not among these, and how many are listed."""
    ids = Entry.objects.filter(feed=feed, gone_at__isnull=True).values_list("hsds_id", flat=True)
    listed = list(ids.iterator())
    return sum(id not in here for id in listed), len(listed)


def listed_of(feed: Feed) -> int:
    return Entry.objects.filter(feed=feed, gone_at__isnull=True).count()
