"""Calendar feeds: whose address it is, and the one row that a single day is about."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from unstori.access.door import NotFound, Opened
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.notices.models import Feed
from unstori.notices.queries.telling import can_be_told
from unstori.people.models import Capacity
from unstori.plan.models import Review
from unstori.story.models import Promise


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def feed_of(by: Actor) -> Feed | None:
    """The actor's own, while it stands."""
    return Feed.objects.filter(capacity_id=by.capacity_id, ended_at__isnull=True).first()


def feed_behind(token: str) -> tuple[Feed, Capacity] | None:
    """Whose calendar an address reads; nobody's once it was ended, or the capacity or the account is over."""
    feed = Feed.objects.filter(token_digest=digest_of(token), ended_at__isnull=True).first()
    capacity = can_be_told(feed.capacity_id) if feed else None
    return (feed, capacity) if feed and capacity else None


def was_read_today(feed: Feed) -> bool:
    """Whether the audit has today's reading already: calendar programmes look every few minutes."""
    since = clock.midnight(clock.today())
    events = AuditEvent.objects.filter(capacity_id=feed.capacity_id, created_at__gte=since)
    return events.filter(action="feed.read", target_id=feed.pk).exists()


def calendar_row(opened: Opened, kind: str, id: UUID) -> Promise | Review:
    """One promise or review still to come. Raises NotFound."""
    rows: dict[str, Any] = {
        "promise": Promise.objects.filter(kept_at__isnull=True),
        "review": Review.objects.filter(held_at__isnull=True),
    }
    here = opened.rows(rows[kind]).filter(pk=id) if kind in rows else None
    found: Promise | Review | None = here.select_related("person").first() if here is not None else None
    if found is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk
        )
    return found
