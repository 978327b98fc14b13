"""Who holds what is asked for: somebody by name, from the first day to the last."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.queries import workplace
from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.holding import queries as holding
from unstori.pathways.models import Pathway, Request, Turn
from unstori.people.models import Capacity, Person, Team


def holder_for(
    person: Person,
    *,
    section: str,
    asker: Actor | None = None,
    team: Team | None = None,
    never: UUID | None = None,
) -> Capacity | None:
    """Who asks, where they work with the person; else their key worker; else who answers for a team around them, for the
    service that is asked, for the area. `never`: who leaves."""
    for capacity in _in_turn(person, asker, team):
        if capacity.pk != never and not holding.is_kept(capacity, person, section, None):
            return capacity
    return None


def _in_turn(person: Person, asker: Actor | None, team: Team | None) -> Iterator[Capacity]:
    if asker and asker.kind == "worker" and asker.vouched:
        yield from _there(Capacity.objects.filter(pk=asker.capacity_id))
    here = Member.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today()), person=person)
    key = _there(Capacity.objects.filter(pk__in=here.filter(is_key_worker=True).values("capacity")))
    away = directory.away(each.pk for each in key)
    yield from (each for each in key if each.pk not in away)
    for around in holding.teams_around(person):
        yield from holding.of_team(around)
    if team is not None:
        yield from holding.of_team(team)
    # The area's front door: of the authority that answers for the person, whoever is on duty anywhere, then who manages.
    area = directory.teams().filter(organisation=person.authority_id)
    for front in [*area.filter(on_duty__isnull=False)[:5], *area[:5]]:
        yield from holding.of_team(front)


def _there(rows: QuerySet[Capacity]) -> list[Capacity]:
    """Workers who are there now."""
    found = rows.filter(workplace.standing_now(), kind="worker", vouched=True, user__is_active=True)
    return list(found.select_related("user", "organisation", "team"))


def working_in(team: Team | None) -> list[Capacity]:
    """Who works in a team and is there now."""
    return _there(Capacity.objects.filter(team=team)) if team else []


def could_hold(person: Person, pathway: Pathway, by: Actor) -> list[Capacity]:
    """Who may be named as holder: those who work with the person, and whoever works in the team of who hands it on."""
    here = Member.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today()), person=person)
    teams = {id for id in (by.team_id, pathway.holder.team_id if pathway.holder else None) if id}
    rows = Capacity.objects.filter(Q(pk__in=here.values("capacity")) | Q(team__in=teams))
    found = [one for one in _there(rows) if not holding.is_kept(one, person, pathway.section, pathway.pk)]
    return sorted(found, key=lambda one: one.user.name)


def unheld(today: date) -> QuerySet[Pathway]:
    """Held by somebody who is not there any more: it falls to somebody else that night."""
    gone = Q(holder__ends_on__lt=today) | Q(holder__user__is_active=False)
    rows = Pathway.objects.filter(gone, ended_at__isnull=True)
    return rows.select_related("person__authority", "holder__user")


def held_of(people: list[Person], capacities: list[Capacity]) -> QuerySet[Pathway]:
    """What these hold of these people: for whoever wants to leave."""
    rows = Pathway.objects.filter(person__in=people, holder__in=capacities, ended_at__isnull=True)
    return rows.select_related("person", "holder__user", "outcome")


def led_of(people: list[Person], capacities: list[Capacity]) -> QuerySet[Request]:
    """Requests that have started, with which these work."""
    rows = Request.objects.filter(person__in=people, lead__in=capacities, over_on__isnull=True)
    return rows.select_related("person", "lead__user")


def holder_on(pathway: Pathway, day: date) -> UUID | None:
    """Who held it at the end of a day, from the evidence."""
    before = Turn.objects.filter(
        pathway=pathway, created_at__lt=clock.midnight(day + timedelta(1)), holder__isnull=False
    )
    last = before.order_by("created_at", "pk").last()
    return last.holder_id if last else None
