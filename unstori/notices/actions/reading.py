"""What somebody has read. It is theirs alone: no story is told of it."""

from collections.abc import Collection

from django.db import transaction

from unstori.access import audit
from unstori.access.queries.forgetting import kept_until
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.notices import queries
from unstori.notices.models import Notice


@transaction.atomic
def mark_read(*, by: Actor, keys: Collection[str] | None = None) -> list[str]:
    """These things, or all that is new for them now. What they cannot see is none of these."""
    marks = queries.marks_of(by.capacity_id)
    wanted = [
        item
        for item in queries.news_of(by)
        if (keys is None or item.key in keys) and not (item.key in marks and marks[item.key].read_at)
    ]
    now, until = clock.now(), kept_until(Notice)
    Notice.objects.filter(pk__in=[marks[item.key].pk for item in wanted if item.key in marks]).update(
        read_at=now
    )
    for item in wanted:
        if item.key not in marks:
            Notice.objects.get_or_create(
                capacity_id=by.capacity_id, key=item.key,
                defaults={"person": item.person, "read_at": now, "kept_until": until},
            )  # fmt: skip
    if wanted:
        audit.record(by, "news.read", detail={"things": len(wanted)})
    return [item.key for item in wanted]


@transaction.atomic
def mark_unread(*, by: Actor, keys: Collection[str]) -> int:
    """Taken back: they are new again. Nothing is told twice for it."""
    count = Notice.objects.filter(capacity_id=by.capacity_id, key__in=keys).update(read_at=None)
    audit.record(by, "news.unread", detail={"things": count})
    return count
