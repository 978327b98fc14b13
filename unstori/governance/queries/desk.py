"""What waits at the desk of information governance: of people for whom its organisation answers, and of its workers."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from unstori.access import queries as access
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent, GlassBreak, Withholding
from unstori.access.policy import standing
from unstori.access.queries.own import own_matters
from unstori.access.queries.safety import glass_breaks_for
from unstori.access.queries.workplace import place_of, standing_now
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Protocol, SharingDecision, SharingState
from unstori.circle.queries import protocols
from unstori.circle.queries.sharing import WITH
from unstori.circle.rules import IN_FORCE
from unstori.core import clock, definitions
from unstori.core.words import Words
from unstori.governance.models import DataRequest
from unstori.governance.queries import requests
from unstori.governance.queries.records import check_governs
from unstori.governance.rules.requests import can_open_copy
from unstori.people.models import Capacity, Organisation

SHOWN = 5


@dataclass(frozen=True)
class Desk:
    """How much of what waits."""

    requests: int
    requests_late: int
    glass: int
    glass_late: int
    withheld: int
    withheld_late: int
    unasked: int
    untold: int
    agreements: int
    agreements_soon: int
    agreements_late: int


@cache
def _figures(day: Any) -> dict[str, Any]:
    return definitions.current(requests.FOLDER, "desk", day)


def figures_of() -> dict[str, Any]:
    """When something is late or worth a look."""
    return _figures(clock.today())


def copy_opens(request: DataRequest) -> bool:
    """Whether information governance may open the copy now: to decide, or soon after to print it."""
    released = request.released_at.astimezone(clock.LONDON).date() if request.released_at else None
    return request.kind == DataRequest.Kind.COPY and can_open_copy(
        state=request.state, identity=request.identity, has_account=request.asker_id is not None,
        released_on=released, today=clock.today(), print_days=figures_of()["print_days"],
    )  # fmt: skip


def desk(by: Actor) -> Desk:
    """One query for each kind, however much there is."""
    check_governs(by)
    today, known = clock.today(), figures_of()
    late = Q(due_on__lt=today)
    asked = requests.running(by).order_by().aggregate(n=Count("pk"), late=Count("pk", filter=late))
    waits = (
        _unreviewed(by)
        .order_by()
        .aggregate(n=Count("pk"), late=Count("pk", filter=Q(created_at__lt=_glass_late())))
    )
    kept = withheld(by).order_by().aggregate(n=Count("pk"), late=Count("pk", filter=Q(review_on__lt=today)))
    shared = unasked(by).order_by().aggregate(n=Count("pk"), untold=Count("pk", filter=Q(family_told=False)))
    soon = Q(review_on__lte=today + timedelta(known["agreement_days"]))
    ours = protocols.holding().filter(parties=place_of(by)).order_by()
    agreed = ours.aggregate(
        n=Count("pk"), soon=Count("pk", filter=soon), late=Count("pk", filter=Q(review_on__lt=today))
    )
    return Desk(
        asked["n"], asked["late"], waits["n"], waits["late"], kept["n"], kept["late"],
        shared["n"], shared["untold"], agreed["n"], agreed["soon"], agreed["late"],
    )  # fmt: skip


def _glass_late() -> Any:
    return clock.now() - timedelta(figures_of()["glass_days"])


def _unreviewed(by: Actor) -> QuerySet[GlassBreak]:
    return glass_breaks_for(by).filter(reviewed_at__isnull=True)


def late_glass(by: Actor) -> list[GlassBreak]:
    """Those that wait longest for a review, past their time."""
    return list(_unreviewed(by).filter(created_at__lt=_glass_late()).order_by("created_at")[:SHOWN])


def withheld(by: Actor) -> QuerySet[Withholding]:
    """What is kept from anybody of these people, the soonest review first; nothing in matters of the reader's own."""
    check_governs(by)
    rows = Withholding.objects.filter(standing(), person__authority_id=place_of(by))
    rows = rows.exclude(person__in=own_matters(by))
    return rows.select_related(
        "person", "withheld_from__user", "withheld_from__organisation", "withheld_from__person"
    ).order_by("review_on", "pk")


def one_withheld(by: Actor, id: UUID) -> Withholding:
    """Raises NotFound."""
    found = withheld(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.DECIDE)
    return found


def unasked(by: Actor) -> QuerySet[SharingDecision]:
    """What is shared now on another basis than consent, the newest first."""
    check_governs(by)
    newest = SharingState.objects.filter(decision=OuterRef("pk")).order_by("-pk").values("state")[:1]
    rows = SharingDecision.objects.filter(person__authority_id=place_of(by)).exclude(
        confidence_basis="consent"
    )
    rows = (
        rows.annotate(now=Subquery(newest))
        .filter(now__in=[str(one) for one in IN_FORCE])
        .exclude(person__in=own_matters(by))
    )
    rows = rows.select_related(
        "person", *WITH, "with_member__capacity__organisation", "created_by__organisation"
    )
    return rows.prefetch_related("states").order_by("-pk")


def tries(by: Actor) -> list[tuple[Capacity, int]]:
    """Workers of the organisation who were refused so often of late that it looks like trying."""
    check_governs(by)
    known = figures_of()
    since = clock.now() - timedelta(known["tries_days"])
    ours = Capacity.objects.filter(organisation_id=place_of(by)).values("pk")
    events = AuditEvent.objects.filter(action="refused", created_at__gte=since, capacity_id__in=ours)
    counted = events.order_by().values("capacity_id").annotate(n=Count("pk")).filter(n__gte=known["tries"])
    often = dict(counted.order_by("-n").values_list("capacity_id", "n")[:SHOWN])
    named = access.capacities_named(set(often))
    return [(named[pk], number) for pk, number in often.items() if pk in named]


def unvouched(by: Actor) -> list[tuple[str, int]]:
    """Organisations whose own administrators have not confirmed who says that they work there, most first."""
    check_governs(by)
    rows = Capacity.objects.filter(standing_now(), vouched=False, organisation__isnull=False)
    counted = dict(
        rows.order_by().values("organisation_id").annotate(n=Count("pk")).values_list("organisation_id", "n")
    )
    places = Organisation.objects.filter(pk__in=counted)
    named = [(str(Words(en=one.name_en, cy=one.name_cy)), counted[one.pk]) for one in places]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[:SHOWN]


def agreement(by: Actor, id: UUID) -> Protocol:
    """One to which the actor's organisation is a party. Raises NotFound."""
    check_governs(by)
    found = protocols.protocols().filter(pk=id, parties=place_of(by)).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.DECIDE)
    return found
