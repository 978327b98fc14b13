"""What waits for somebody's answer: a time that was offered, one visit to choose or to fit, a question, a no to act on."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate

from unstori.access.door import Across, Opened
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.models import Offer, Request, Turn, Visit
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.pathways.rules import visits

# A time can be answered until it is over, and while what it is for still stands.
STANDS = Q(request__pathway__ended_at__isnull=True, request__state__in=(*rules.UNSTARTED, rules.DECLINED))

# What a service says that needs whoever holds it: a question, a no, another service instead.
TURNS = ("ask", "decline", "redirect")


def times(seen: Opened | Across) -> QuerySet[Offer]:
    """Times that were offered to those whom the actor sees, and that wait for an answer; the soonest first."""
    mine = seen.rows(Request.objects.all())
    rows = seen.rows(Offer.objects.filter(STANDS, answer="", withdrawn_at__isnull=True, at__gt=clock.now()))
    return (
        rows.filter(request__in=mine)
        .select_related("person", *(f"request__pathway__holder__{of}" for of in queries.PARTY))
        .order_by("at", "pk")
    )


def visits_to_choose(seen: Opened | Across) -> QuerySet[Visit]:
    """One visit for several services, of which the family chooses the time."""
    rows = seen.rows(Visit.objects.filter(state=visits.ASKED, pathway__ended_at__isnull=True))
    return rows.select_related("person", "pathway").order_by("created_at", "pk")


def answered(by: Actor, since: date) -> QuerySet[Offer]:
    """What families said of late to times that the actor's team offered; a no or another time above all needs somebody."""
    mine = queries.for_service(by)
    rows = Offer.objects.filter(STANDS, request__in=mine, withdrawn_at__isnull=True).exclude(answer="")
    rows = rows.annotate(said_on=TruncDate("answered_at")).filter(said_on__gte=since)
    return queries.not_kept(rows, by).select_related("person", "request").order_by("answered_at", "pk")


def turned(by: Actor, since: date) -> QuerySet[Turn]:
    """What services said of late to what the actor holds, and that needs them: a question, a no, another service."""
    mine = queries.held_by(by).values("pk")
    rows = Turn.objects.filter(move__in=TURNS, pathway__in=mine, on__gte=since).exclude(
        created_by=by.capacity_id
    )
    asks = Q(move="ask") & ~Q(request__state=rules.ASKED)
    no = Q(move="decline") & ~Q(request__state=rules.DECLINED)
    return (
        queries.not_kept(rows.exclude(asks | no), by)
        .select_related("person", "request")
        .order_by("created_at", "pk")
    )
