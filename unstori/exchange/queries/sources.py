"""Feeds that are read by themselves, and what became of each reading. For those who keep the directory."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory.models import Feed
from unstori.directory.rules import keeping
from unstori.directory.rules.feeds import feed_of
from unstori.exchange.models import Bringing, Source
from unstori.people.models import Capacity, Organisation

State = Bringing.State
LASTS = timedelta(hours=6)
BUSY = (State.TRYING, State.TAKING, State.UNDOING)


def keeps(by: Actor) -> bool:
    try:
        keeping.check_keeps(by)
    except RuleBroken:
        return False
    return True


def sources() -> QuerySet[Source]:
    """With what became of the last reading."""
    last = Bringing.objects.filter(source=OuterRef("pk")).order_by("-created_at")
    rows = Source.objects.select_related("organisation", "feed").order_by("name", "pk")
    return rows.annotate(
        last_state=Subquery(last.values("state")[:1]), last_at=Subquery(last.values("done_at")[:1]),
        last_held=Subquery(last.values("held")[:1]),
    )  # fmt: skip


def source(id: UUID) -> Source | None:
    return Source.objects.select_related("organisation", "feed").filter(pk=id).first()


def has_source(address: str) -> bool:
    return any(feed_of(one) == feed_of(address) for one in Source.objects.values_list("address", flat=True))


def due(today: date) -> QuerySet[Source]:
    return Source.objects.filter(next_on__lte=today, paused_at__isnull=True)


def is_busy(source: Source | None) -> bool:
    """One that was cut off counts no more after some hours."""
    lately = Bringing.objects.filter(source=source, created_at__gt=clock.now() - LASTS)
    return source is not None and lately.filter(state__in=BUSY).exists()


def bringings(source: Source | None) -> QuerySet[Bringing]:
    """The newest first; without what stands in them."""
    rows = Bringing.objects.filter(source=source).defer("content", "rows", "made")
    return rows.order_by("-created_at", "-pk")


def bringing(id: UUID) -> Bringing | None:
    return Bringing.objects.select_related("source").filter(pk=id).first()


def waiting(id: UUID) -> Bringing | None:
    return Bringing.objects.select_related("source").filter(pk=id, state__in=BUSY).first()


def feed_named(address: str) -> Feed | None:
    return Feed.objects.filter(address=feed_of(address)[:500]).first()


def answers_for(bringing: Bringing) -> UUID | None:
    """Whose it is: of a feed who answers for it, of files where whoever brought them works."""
    if bringing.source:
        return bringing.source.organisation_id
    here = Capacity.objects.filter(pk=bringing.asked_by) if bringing.asked_by else Capacity.objects.none()
    found: UUID | None = here.values_list("organisation", flat=True).first()
    return found


def organisations(by: Actor) -> QuerySet[Organisation]:
    """Who can answer for a feed: of an administrator their own, of a steward any."""
    ours = Q(pk=by.organisation_id) if by.kind == "administrator" else Q()
    return Organisation.objects.filter(ours).order_by("name_en")
