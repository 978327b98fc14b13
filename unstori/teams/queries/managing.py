"""A team in numbers, and what is behind each number (ADR 0062).

A manager may know how much each of the team holds, without a grant: that is what managing is. Whom it is about they
see only where somebody let them in. What is kept from the manager is not counted either.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from unstori.access.door import Across, NotFound, look_across
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.models import Absence
from unstori.people.models import Capacity, Team
from unstori.plan.models import Review
from unstori.plan.rules import DUE_WITHIN
from unstori.story.models import Entry, Promise
from unstori.story.queries.across import QUIET_DAYS
from unstori.teams import rules
from unstori.teams.queries.colleagues import working_with

WEEK = timedelta(days=7)
WHOSE = {"people": "capacity", "key": "capacity", "quiet": "capacity"}  # else `owner`


@dataclass(frozen=True)
class Line:
    """One worker, how much they hold, and whether they are away."""

    worker: Capacity
    away: Absence | None
    numbers: dict[str, int] = field(default_factory=dict)


def team_of(by: Actor) -> Team:
    """The team that the actor manages. Raises NotFound."""
    team = directory.team(by.team_id) if rules.can_manage(by) else None
    if team is None:
        raise NotFound(reference="", permission=Permission.SEE)
    return team


def worker_of(by: Actor, id: UUID) -> Capacity:
    """One worker of the team that the actor manages, or the actor themselves. Raises NotFound."""
    mine = Q(pk=by.capacity_id) if by.kind == "worker" else Q(pk__in=())
    here = Q(team_id=by.team_id) if rules.can_manage(by) else Q(pk__in=())
    works = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    found = Capacity.objects.filter(mine | here, works, pk=id, kind="worker")
    worker = found.select_related("user", "team", "organisation").first()
    if worker is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return worker


def lines(by: Actor, seen: Across) -> list[Line]:
    """Everybody of the team: as many queries for one as for thirty, and for ten people as for five thousand."""
    workers = list(directory.workers_of(team_of(by)))
    ids = [worker.pk for worker in workers]
    away = directory.away(ids)
    counted = {kind: _by_worker(kind, less_kept(behind(kind, ids), seen)) for kind in rules.COUNTED}
    return [
        Line(worker, away.get(worker.pk), {kind: counted[kind].get(worker.pk, 0) for kind in rules.COUNTED})
        for worker in workers
    ]


def _by_worker(kind: str, rows: QuerySet[Any]) -> dict[UUID, int]:
    whose = f"{WHOSE.get(kind, 'owner')}_id"
    what = Count("person", distinct=True) if kind in WHOSE else Count("pk")
    return dict(rows.order_by().values_list(whose).annotate(n=what))


def behind(kind: str, ids: list[UUID]) -> QuerySet[Any]:
    """The rows that a number counts, whoever may see them."""
    today = clock.today()
    if kind in WHOSE:
        here = working_with(ids)
        if kind == "key":
            return here.filter(is_key_worker=True)
        return here.exclude(_told_lately()) if kind == "quiet" else here
    if kind == "reviews":
        return Review.objects.filter(owner__in=ids, held_at__isnull=True, due_on__lte=today + DUE_WITHIN)
    owed = Promise.objects.filter(owner__in=ids, kept_at__isnull=True)
    return (
        owed.filter(due_on__lt=today) if kind == "late" else owed.filter(due_on__range=(today, today + WEEK))
    )


def _told_lately() -> Exists:
    """What the person keeps to themselves does not count: it would tell that they wrote."""
    since = clock.today() - timedelta(days=QUIET_DAYS)
    told = Entry.objects.filter(person=OuterRef("person"), sort_on__gte=since, narrowed=False)
    return Exists(told.exclude(section=PRIVATE))


def less_kept(rows: QuerySet[Any], seen: Across) -> QuerySet[Any]:
    """Less what is kept from the actor, what is narrowed to others, and what is private to the person."""
    rows = rows.filter(narrowed=False).exclude(section=PRIVATE)
    for person, sections in seen.kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    return rows.exclude(pk__in=seen.kept.rows) if seen.kept.rows else rows


@dataclass(frozen=True)
class Behind:
    """The rows behind a number that the manager may see, and of how many people others are."""

    rows: QuerySet[Any]
    unseen: int


def behind_one(by: Actor, worker: Capacity, kind: str) -> Behind:
    """What one number counts, for who manages them."""
    seen, those = look_across(by), behind(kind, [worker.pk])
    rows = seen.rows(those).filter(narrowed=False)
    counted = less_kept(those, seen)
    more = ("person",) if kind in WHOSE else ("person", "owner__user")
    order = ("person__called", "pk") if kind in WHOSE else ("due_on", "pk")
    unseen = counted.exclude(pk__in=rows.values("pk")).values("person").distinct().count()
    return Behind(rows.select_related(*more).order_by(*order), unseen)
