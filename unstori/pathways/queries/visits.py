"""One visit for several services, for the family, for who holds it, and for each service that comes."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.pathways.models import Pathway, Request, Visit, VisitPart, VisitTime
from unstori.pathways.queries.requests import for_service, missing
from unstori.pathways.rules import requests as rules
from unstori.pathways.rules import visits


def _whole(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    parts = VisitPart.objects.select_related("request__team__organisation").order_by(
        "request__created_at", "pk"
    )
    times = VisitTime.objects.order_by("at", "pk")
    rows = rows.select_related("pathway__holder__user", "chosen", "person__authority")
    return rows.prefetch_related(Prefetch("parts", queryset=parts), Prefetch("times", queryset=times))


def visits_of(opened: Opened, pathway: Pathway) -> QuerySet[Visit]:
    """Of what was asked for, the newest first."""
    return _whole(opened.rows(Visit.objects.filter(pathway=pathway))).order_by("-created_at")


def visit(opened: Opened, id: UUID) -> Visit:
    """One that the actor sees. Raises NotFound."""
    found = _whole(opened.rows(Visit.objects.filter(pk=id))).first()
    if found is None or not opened.sees(found.pathway):
        raise missing(id, opened.person)
    return found


def visit_for_service(by: Actor, id: UUID) -> Visit:
    """One to which the actor's team comes. Raises NotFound."""
    mine = VisitPart.objects.filter(request__in=for_service(by)).values("visit")
    found = _whole(Visit.objects.filter(pk=id, pk__in=mine)).first()
    if found is None:
        raise missing(id)
    return found


def waiting_for(by: Actor) -> QuerySet[VisitPart]:
    """Visits for which the actor's team has not said yet which times suit it, the oldest first."""
    rows = VisitPart.objects.filter(
        suits__isnull=True, visit__state=visits.FITTING, request__in=for_service(by)
    )
    return rows.select_related("visit", "person").order_by("created_at")


def could_come(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Of these requests those for which a first time is still to be found."""
    return requests.filter(state__in=(rules.ACCEPTED, rules.WAITING))


def is_arranged(pathway: Pathway) -> bool:
    """Whether one visit is being arranged now."""
    return Visit.objects.filter(pathway=pathway, state__in=visits.OPEN).exists()


def can_arrange(pathway: Pathway) -> bool:
    """Whether two services could come together, and none is arranged yet. Of a pathway with its requests read."""
    could = [one for one in pathway.requests.all() if one.state in (rules.ACCEPTED, rules.WAITING)]
    return len(could) >= visits.FEWEST and not is_arranged(pathway)
