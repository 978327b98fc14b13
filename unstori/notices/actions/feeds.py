"""The secret address of somebody's calendar: made, made again, ended."""

import secrets

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import lists
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.notices import queries
from unstori.notices.models import Feed
from unstori.people.models import Capacity, User


@transaction.atomic
def make_feed(*, by: Actor, named: bool) -> tuple[Feed, str]:
    """A new address; the old one is dead from this moment. The token is seen now and never again."""
    Capacity.objects.select_for_update(no_key=True).get(pk=by.capacity_id)  # on two devices at once
    end_feed(by=by)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        capacity_id=by.capacity_id,
        token_digest=queries.digest_of(token),
        named=named,
        created_by=by.capacity_id,
    )
    audit.record(by, "feed.make", row=feed, detail={"named": named})
    return feed, token


@transaction.atomic
def end_feed(*, by: Actor) -> bool:
    """Whoever reads it finds nothing there any more."""
    feed = queries.feed_of(by)
    if feed is None:
        return False
    Feed.objects.filter(pk=feed.pk).update(ended_at=clock.now(), ended_by=by.capacity_id)
    audit.record(by, "feed.end", row=feed)
    return True


@transaction.atomic
def end_feeds_of(*, by: Actor, user: User) -> int:
    """All of an account's, in each of their capacities, when it is signed out everywhere. Returns how many."""
    if not by.is_system:
        raise NotFound(reference="", permission=Permission.DECIDE)
    standing = list(Feed.objects.filter(capacity__user=user, ended_at__isnull=True))
    for feed in standing:
        Feed.objects.filter(pk=feed.pk).update(ended_at=clock.now(), ended_by=by.capacity_id)
        audit.record(by, "feed.end", row=feed)
    return len(standing)


@transaction.atomic
def note_reading(*, by: Actor, feed: Feed, people: set) -> None:
    """Once a day who was in it; programmes look far more often than people."""
    if not queries.was_read_today(feed):
        audit.record(by, "feed.read", row=feed)
        lists.shown(by=by, what="calendar", people=people)
