"""What files brought is taken back in one step, but for what somebody has written on since."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.actions import seeking
from unstori.directory.actions.entries import go_back
from unstori.directory.models import Entry, EntryVersion, Feed
from unstori.directory.rules import keeping


@transaction.atomic
def take_back(*, by: Actor, made: Sequence[tuple[UUID, int]]) -> int:
    """`made`: entries, and which version was made of each; below zero where it was not listed before.

    Returns how many stand as they stood before.
    """
    keeping.check_keeps(by)
    done = 0
    for id, number in made:
        entry = Entry.objects.select_for_update().filter(pk=id).first()
        if entry is None or entry.live is None or entry.live.number != abs(number):
            continue
        if number <= 1:
            seeking.take_out([entry], by=by, deed="entry.gone")
        else:
            _as_before(by, entry, entry.versions.get(number=number - 1))
        done += 1
    return done


@transaction.atomic
def answered_by(*, by: Actor, feed: Feed, organisation_id: UUID) -> None:
    """Whose feed it is: read by itself, it speaks for what that organisation runs."""
    keeping.check_keeps(by)
    if feed.organisation_id != organisation_id:
        Feed.objects.filter(pk=feed.pk).update(organisation=organisation_id)
        audit.record(by, "feed.answered_by", row=feed)


@transaction.atomic
def wants_a_look(*, by: Actor, feed: Feed, why: str) -> None:
    """It goes on only when somebody looks, and they are told; or nothing is wrong with it any more, where `why` is empty."""
    keeping.check_keeps(by)
    if feed.stuck != why:
        at, who = (clock.now(), by.capacity_id) if why else (None, None)
        Feed.objects.filter(pk=feed.pk).update(stuck=why, stuck_at=at, stuck_by=who)
        audit.record(by, "feed.look", row=feed, detail={"why": why})


def _as_before(by: Actor, entry: Entry, version: EntryVersion) -> None:
    """Also whose words these are, and what its feed said last: brought again it is new again."""
    go_back(by=by, entry=entry, version=version)
    rows = entry.versions.filter(number__lte=version.number, why=EntryVersion.Why.FEED, feed=version.feed_id)
    said = rows.order_by("-number").first()
    Entry.objects.filter(pk=entry.pk).update(
        feed=version.feed, came_digest=keeping.digest_of(said.document) if said else ""
    )
