"""Organisations and teams by name. They are public: any actor may read them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
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
