"""What a feed has brought, and what of it would go."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.models import Editor, Entry, Feed, Provider
from unstori.directory.queries.editing import HOLDS, providers_kept_by
from unstori.directory.rules.editing import keeps_all
from unstori.directory.rules.keeping import is_keeper
from unstori.people.models import Capacity


def going_from(feed: Feed, here: Collection[UUID]) -> tuple[int, int]:
    """How many of those that are listed are not among these, and how many are listed."""
    ids = Entry.objects.filter(feed=feed, gone_at__isnull=True).values_list("hsds_id", flat=True)
    listed = list(ids.iterator())
    return sum(id not in here for id in listed), len(listed)


def listed_of(feed: Feed) -> int:
    return Entry.objects.filter(feed=feed, gone_at__isnull=True).count()


def foreign_to(by: Actor, feed: Feed, named: Collection[UUID]) -> set[UUID]:
    """Of those who run services, by the standard's ids: who keeps their own here, and never let this feed speak.

    Theirs is what they or a steward bring, the feed that their organisation answers for, and one that speaks for them
    already, because it was they or a steward who first took it in.
    """
    if keeps_all(by) and not (by.is_system and feed.is_asked):
        return set()
    held = Editor.objects.filter(HOLDS, provider__isnull=False).values("provider")
    rows = Provider.objects.filter(Q(organisation__isnull=False) | Q(pk__in=held), hsds_id__in=named)
    if feed.is_asked:
        rows = rows.exclude(pk__in=Entry.objects.filter(feed=feed, provider__isnull=False).values("provider"))
        if by.is_system and feed.organisation_id:
            rows = rows.exclude(organisation=feed.organisation_id)
    if not by.is_system:
        rows = rows.exclude(pk__in=[one.pk for one in providers_kept_by(by)])
    return set(rows.values_list("hsds_id", flat=True))


def keepers(kind: str) -> QuerySet[Capacity]:
    """Who keeps the directory today, of one kind."""
    today = clock.today()
    now = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    rows = Capacity.objects.filter(now, kind=kind, vouched=True, user__is_active=True)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))


def wanting_a_look(by: Actor) -> QuerySet[Feed]:
    """Whoever runs the organisation that answers for a feed; a steward, where nobody does."""
    if not is_keeper(by):
        return Feed.objects.none()
    rows = Feed.objects.exclude(stuck="")
    if by.kind == "administrator":
        return rows.filter(organisation=by.organisation_id)
    runs = keepers("administrator").filter(organisation=OuterRef("organisation"))
    return rows.filter(~Exists(runs))
