"""Whom a request waits for, so that they can be told: nothing of it is stored, each look asks anew."""

from datetime import date, datetime

from django.db.models import Exists, Min, OuterRef, QuerySet

from unstori.access.door import Across
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries import requests as queries
from unstori.pathways.queries.quiet import quiet
from unstori.pathways.rules import requests as rules


def silent(by: Actor) -> QuerySet[Pathway]:
    """What the actor holds and of which nobody has spoken with the family for too long; `since`: the last word."""
    today = clock.today()
    requests = Request.objects.filter(quiet(today), pathway=OuterRef("pk"))
    rows = queries.held_by(by).filter(Exists(requests)).annotate(since=Min("requests__last_contact_on"))
    return rows.order_by("since", "pk")


def silent_in_team(by: Actor) -> tuple[int, date | None]:
    """How many of those that the actor's team holds are silent for so long that whoever manages is told, and since when."""
    if not by.manages or by.team_id is None:
        return 0, None
    rows = Request.objects.filter(quiet(clock.today(), for_manager=True), pathway__holder__team=by.team_id)
    rows = rows.filter(pathway__ended_at__isnull=True).exclude(pathway__holder=by.capacity_id)
    found = rows.aggregate(since=Min("last_contact_on"))
    return rows.values("pathway").distinct().count(), found["since"]


def handed_to(by: Actor, since: datetime) -> QuerySet[Turn]:
    """What came to the actor from somebody else, or by itself, and is theirs still."""
    mine = queries.held_by(by).values("pk")
    rows = Turn.objects.filter(move="hold", holder=by.capacity_id, created_at__gte=since, pathway__in=mine)
    return (
        rows.exclude(created_by=by.capacity_id)
        .select_related("person", "pathway")
        .order_by("created_at", "pk")
    )


def for_family(seen: Across, since: datetime) -> QuerySet[Request]:
    """A question to answer, a first contact to confirm, a no of late."""
    states = (rules.ASKED, rules.MET)
    rows = seen.rows(Request.objects.filter(state__in=states) | Request.objects.filter(
        state=rules.DECLINED, over_on__gte=since.date()
    ))  # fmt: skip
    return rows.select_related("person").order_by("asked_on", "pk")
