"""Organisations and teams by name. They are public: any actor may read them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.once import once
from unstori.directory.models import Absence
from unstori.people.models import Capacity, Organisation, Team


def organisations_named(text: str, by: Actor) -> QuerySet[Organisation]:
    """Organisations whose name in either language has the text."""
    return Organisation.objects.filter(Q(name_en__icontains=text) | Q(name_cy__icontains=text)).order_by(
        "name_en"
    )


def teams() -> QuerySet[Team]:
    """Every team that is not closed, for choosing one by name."""
    return (
        Team.objects.filter(ends_on__isnull=True)
        .select_related("organisation", "on_duty__user")
        .order_by("organisation__name_en", "name_en")
    )


def team(id: str | UUID | None) -> Team | None:
    """One team that a form named."""
    return teams().filter(pk=id).first() if id else None


def workers_of(team: Team) -> QuerySet[Capacity]:
    """Who works in a team now."""
    now = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return (
        Capacity.objects.filter(now, team=team, kind="worker").select_related("user").order_by("user__name")
    )


@once
def is_on_duty(by: Actor) -> bool:
    """For the team that they work in."""
    if by.team_id is None:
        return False
    return Team.objects.filter(pk=by.team_id, on_duty_id=by.capacity_id).exists()


def away_now() -> QuerySet[Absence]:
    """Absences that hold today."""
    today = clock.today()
    lasts = Q(until__isnull=True) | Q(until__gte=today)
    return Absence.objects.filter(lasts, starts_on__lte=today, ended_at__isnull=True)


def away(capacities: Iterable[UUID]) -> dict[UUID, Absence]:
    """Who of these is away today, and who stands in. One query."""
    ids = {id for id in capacities if id}
    rows = away_now().filter(capacity__in=ids).select_related("capacity__user", "stand_in__user")
    return {row.capacity_id: row for row in rows.order_by("starts_on")} if ids else {}


def stands_in_for(by: Actor) -> QuerySet[Any]:
    """For whom the actor stands in today: ids, for use inside another query."""
    return away_now().filter(stand_in_id=by.capacity_id).values("capacity")


def absences_of(capacities: Iterable[UUID]) -> QuerySet[Absence]:
    """What is said of these from today on, the first to come on top."""
    rows = Absence.objects.filter(Q(until__isnull=True) | Q(until__gte=clock.today()), ended_at__isnull=True)
    return (
        rows.filter(capacity__in=capacities)
        .select_related("capacity__user", "stand_in__user")
        .order_by("starts_on", "pk")
    )
