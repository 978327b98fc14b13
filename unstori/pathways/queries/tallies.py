"""A team's requests in numbers: by state and age, what each holds, why it said no. And the lines behind them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from unstori.access import policy
from unstori.access.door import look_across
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.models import Request, Tally, Turn, UnmetNeed
from unstori.pathways.queries.quiet import quiet
from unstori.pathways.rules import requests as rules
from unstori.pathways.rules.tallies import band, span
from unstori.people.models import Team

ASKED, HELD = "asked", "held"
LIVE = 2000  # open requests of a team that are counted while somebody waits; of more a job counts (`Tally`)
YEAR = timedelta(days=365)
MISSED = 20


@dataclass(frozen=True)
class Wanted:
    """How the list is wanted; each empty: all."""

    side: str = ASKED
    state: str = ""
    band: int | None = None
    who: UUID | None = None
    only: str = ""  # late, quiet


@dataclass
class Numbers:
    """`cells`: open requests by (state, band). `loads`: by capacity: requests, first asked on, late, quiet. `reasons`: of a year."""

    cells: dict[tuple[str, int], int] = field(default_factory=dict)
    loads: dict[UUID, tuple[int, str, int, int]] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    unmet: dict[str, int] = field(default_factory=dict)  # of a year: what was needed and nobody gave
    counted_at: datetime | None = None  # now, without one


def of_team(team: Team, side: str) -> QuerySet[Request]:
    """All that were asked of a team, or that somebody of it holds."""
    rows = Request.objects.exclude(state=rules.DRAFTED)
    return rows.filter(team=team) if side == ASKED else rows.filter(pathway__holder__team=team)


def lines(by: Actor, team: Team, wanted: Wanted) -> QuerySet[Request]:
    """Open requests, the longest asked first. What a team holds of more than can be looked through: of one who holds."""
    today = clock.today()
    if wanted.side == HELD and not wanted.who and is_long(team, HELD):
        return Request.objects.none()
    rows = _less_kept(of_team(team, wanted.side).filter(over_on__isnull=True), by, wanted.side)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.band is not None:
        after, until = span(wanted.band, today)
        rows = rows.filter(pathway__first_asked_on__gt=after) if after else rows
        rows = rows.filter(pathway__first_asked_on__lte=until) if until else rows
    if wanted.who:
        rows = rows.filter(**{_whose(wanted.side): wanted.who})
    if wanted.only:
        rows = rows.filter(Q(due_on__lt=today) if wanted.only == "late" else quiet(today))
    rows = rows.select_related("person", "pathway__holder__user", "lead__user")
    return rows.order_by("asked_on" if wanted.side == ASKED else "pathway__first_asked_on", "pk")


def named(by: Actor, rows: Collection[Request], side: str) -> set[UUID]:
    """Of which of these the actor may know whose they are: as the service all that it was asked; as who holds, those of
    parts of a story that are shared with them. A name beside a service tells what somebody needs."""
    ids = {row.pk for row in rows}
    if side == ASKED:
        return ids
    look = look_across(by, [row.person for row in rows])
    return set(look.rows(Request.objects.filter(pk__in=ids)).values_list("pk", flat=True))


def numbers(by: Actor, team: Team, side: str) -> Numbers:
    """Now, for a team that can be counted now; else as they were counted last."""
    told = Tally.objects.filter(team=team, side=side).first()
    kept = policy.kept_from(by)
    if told is None or kept.rows or kept.sections or not is_long(team, side):
        return count(team, side, by)
    return _read(told)


def is_long(team: Team, side: str) -> bool:
    """More is open than is counted while somebody waits."""
    return of_team(team, side).filter(over_on__isnull=True)[: LIVE + 1].count() > LIVE


def count(team: Team, side: str, by: Actor | None = None) -> Numbers:
    """Each in one query, whatever their number."""
    today = clock.today()
    rows = of_team(team, side)
    rows = _less_kept(rows, by, side) if by else rows
    found, whose = rows.filter(over_on__isnull=True), _whose(side)
    cells: Counter[tuple[str, int]] = Counter()
    for state, first, n in (
        found.order_by().values_list("state", "pathway__first_asked_on").annotate(n=Count("pk"))
    ):
        cells[state, band(first, today)] += n
    held = found.filter(**{f"{whose}__isnull": False}).order_by().values_list(whose)
    late = dict(held.filter(due_on__lt=today).annotate(n=Count("pk")))
    silent = dict(held.filter(quiet(today)).annotate(n=Count("pk")))
    loads = {
        id: (n, oldest.isoformat(), late.get(id, 0), silent.get(id, 0))
        for id, n, oldest in held.annotate(n=Count("pk"), oldest=Min("pathway__first_asked_on"))
    }
    return Numbers(dict(cells), loads, _reasons(rows, today), _unmet(rows, today))


def _reasons(rows: QuerySet[Request], today: date) -> dict[str, int]:
    said = Turn.objects.filter(request__in=rows, on__gt=today - YEAR).exclude(reason="")
    return dict(said.order_by().values_list("reason").annotate(n=Count("pk")))


def _unmet(rows: QuerySet[Request], today: date) -> dict[str, int]:
    """The services most missed; who was without is counted, not named."""
    since = clock.midnight(today - YEAR)
    said = UnmetNeed.objects.filter(request__in=rows, created_at__gte=since).order_by()
    return dict(said.values_list("what").annotate(n=Count("pk")).order_by("-n", "what")[:MISSED])


def _whose(side: str) -> str:
    """Who works with it: of a service its lead, of who holds the holder."""
    return "lead" if side == ASKED else "pathway__holder"


def _less_kept(rows: QuerySet[Request], by: Actor, side: str) -> QuerySet[Request]:
    """Less what is kept from the actor; of what the team holds also what is narrowed to others. A service has what it was sent."""
    kept = policy.kept_from(by)
    rows = rows.filter(narrowed=False) if side == HELD else rows
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    return rows.exclude(pk__in=kept.rows).exclude(pathway__in=kept.rows) if kept.rows else rows


def to_count() -> list[tuple[UUID, str]]:
    """Teams with more than can be counted while somebody waits."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for side, team in ((ASKED, "team"), (HELD, "pathway__holder__team")):
        rows = Request.objects.filter(over_on__isnull=True, **{f"{team}__isnull": False}).order_by()
        found[side] = [id for id, n in rows.values_list(team).annotate(n=Count("pk")) if n > LIVE]
    return [(id, side) for side, ids in found.items() for id in ids]


def written(found: Numbers) -> dict[str, Any]:
    """As JSON keeps it."""
    return {
        "cells": [[state, number, n] for (state, number), n in sorted(found.cells.items())],
        "loads": [[str(id), *load] for id, load in found.loads.items()],
        "reasons": found.reasons,
        "unmet": found.unmet,
    }


def _read(told: Tally) -> Numbers:
    said = told.numbers
    return Numbers(
        {(state, number): n for state, number, n in said["cells"]},
        {UUID(id): (n, oldest, late, silent) for id, n, oldest, late, silent in said["loads"]},
        said["reasons"],
        said.get("unmet", {}),
        told.counted_at,
    )
