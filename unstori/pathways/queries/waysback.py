"""Ways back: for who is around the person, and, once used, for the team that must answer."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from unstori.access import policy
from unstori.access.door import NotFound, Opened
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.holding import queries as holding
from unstori.pathways.models import WayBack, WayBackStep
from unstori.pathways.queries.lifespan import missing
from unstori.pathways.rules import waysback as rules
from unstori.people.models import Capacity

SECTION = "care"
WITH = ("person", "team__organisation", "support", "owner__user", "created_by__user")
TO_ANSWER = Q(used_at__isnull=False, taken_at__isnull=True, ended_at__isnull=True)


def _told(rows: QuerySet[WayBack], steps: QuerySet[WayBackStep]) -> QuerySet[WayBack]:
    steps = steps.select_related("created_by__user").order_by("created_at", "pk")
    return rows.select_related(*WITH).prefetch_related(Prefetch("steps", queryset=steps))


def ways_of(opened: Opened) -> QuerySet[WayBack]:
    """The one that lasts longest first."""
    rows = _told(opened.rows(WayBack.objects.all()), opened.rows(WayBackStep.objects.all()))
    return rows.order_by("-until", "pk")


def way(opened: Opened, id: UUID) -> WayBack:
    found = ways_of(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened, id)
    return found


def state(row: WayBack) -> str:
    return rules.state_of(
        until=row.until, used=row.used_at is not None, taken=row.taken_at is not None,
        ended=row.ended_at is not None, today=clock.today(),
    )  # fmt: skip


def open_now(opened: Opened) -> list[WayBack]:
    """Where one may come back without asking anew: told to whoever is about to ask, and sees it."""
    rows = WayBack.objects.filter(until__gte=clock.today(), ended_at__isnull=True, used_at__isnull=True)
    return list(opened.rows(rows).select_related("person", "team").order_by("-until", "pk"))


def answerer(row: WayBack) -> Capacity | None:
    """Who of the team must answer now: on duty, who stands in, who manages; nobody from whom it is kept."""
    could: Iterator[Capacity] = holding.of_team(row.team) if row.team else iter(())
    return next((one for one in could if not holding.is_kept(one, row.person, row.section, row.pk)), None)


def for_team(by: Actor) -> QuerySet[WayBack]:
    """What was used and waits for an answer of the actor's team. Using it lets the team read this row, and no more."""
    if by.kind != "worker" or not by.vouched:
        return WayBack.objects.none()
    asked = Q(owner_id=by.capacity_id)
    if by.team_id and (by.manages or directory.is_on_duty(by)):
        asked |= Q(team_id=by.team_id)
    kept = policy.kept_from(by)
    rows = WayBack.objects.filter(asked, TO_ANSWER).exclude(pk__in=kept.rows)
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    steps = WayBackStep.objects.exclude(pk__in=kept.rows)
    return _told(rows, steps).order_by("answer_on", "pk")


def one_for_team(by: Actor, id: UUID) -> WayBack:
    """Raises NotFound, alike for none and for another team's."""
    found = for_team(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def waits(by: Actor) -> int:
    return for_team(by).prefetch_related(None).count()
