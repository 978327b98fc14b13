"""To whom a concern falls, and whether they are there and opened it."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.core import clock, definitions, workdays
from unstori.directory import queries as directory
from unstori.people.models import Capacity, Team
from unstori.safeguarding import rules
from unstori.safeguarding.models import Concern, Place, Step
from unstori.safeguarding.queries.concerns import FOLDER, definition_of, for_team, places_of, users_of


def workers(team: Team | None) -> list[Capacity]:
    """Who works in it now, vouched for."""
    return list(directory.workers_of(team).filter(vouched=True)) if team else []


def there(team: Team | None) -> list[Capacity]:
    """Who works in it and is not away today."""
    here = workers(team)
    away = directory.away(each.pk for each in here)
    return [each for each in here if each.pk not in away]


def holder_now(concern: Concern, here: Collection[UUID] | None = None) -> Capacity | None:
    """Who has it and can answer to their name: none where they left the team, or no longer work at all.

    `here` is who works in its team now, where a list has asked already.
    """
    if concern.holder is None:
        return None
    present = [each.pk for each in workers(concern.team)] if here is None else here
    return concern.holder if concern.holder_id in present else None


def state_now(concern: Concern) -> str:
    """Where it stands: what somebody took on who is gone since waits for somebody else of the team."""
    gone = concern.state == rules.ACCEPTED and holder_now(concern) is None
    return rules.WAITING if gone else concern.state


def taker(team: Team, concern: Concern) -> tuple[Capacity | None, bool]:
    """Who has it at once, of those who are there, and whether nobody fit was on duty."""
    here = there(team)
    on_duty = next((each for each in here if each.pk == team.on_duty_id), None)
    pairs = [(each, each.user_id) for each in here]
    return rules.falls_to(
        on_duty=(on_duty, on_duty.user_id) if on_duty else None,
        managers=[pair for pair in pairs if pair[0].manages],
        others=pairs,
        sources=users_of(concern),
    )


def next_up(team: Team, concern: Concern, had: Collection[UUID | None]) -> Capacity | None:
    """A manager who is there and has not had it, else whoever is on duty, else anybody of the team."""
    here = [each for each in there(team) if each.pk not in had]
    here.sort(key=lambda each: (not each.manages, each.pk != team.on_duty_id))
    found: Capacity | None = rules.falls_to(
        on_duty=None, managers=[(each, each.user_id) for each in here], sources=users_of(concern)
    )[0]
    return found


def other_place(concern: Concern) -> Place | None:
    """Another team of the authority that takes concerns and where somebody is there who may have this one."""
    others = [
        place for place in places_of(concern.authority_id).values() if place.team_id not in (None, concern.team_id)
    ]  # fmt: skip
    return next((place for place in others if place.team and taker(place.team, concern)[0]), None)


def manager(team: Team, concern: Concern) -> Capacity | None:
    """A named manager of the team from whom it is not kept; another than who has it and there today, where there is one."""
    kept = users_of(concern)
    able = [each for each in workers(team) if each.manages and each.user_id not in kept]
    away = directory.away(each.pk for each in able)
    able.sort(key=lambda each: (each.pk in away, each.pk == concern.holder_id))
    return next(iter(able), None)


def undecided_ids() -> list[UUID]:
    """Those with a team that waits to decide: for the job that looks whether somebody has them."""
    rows = Concern.objects.filter(state__in=[rules.WAITING, rules.ACCEPTED], team__isnull=False)
    return list(rows.order_by("-danger_now", "created_at").values_list("pk", flat=True))


def has_somebody(concern: Concern) -> bool:
    """Whoever has it works in its team and is not away."""
    return concern.holder_id in {each.pk for each in there(concern.team)}


def had_it(concern: Concern) -> set[UUID | None]:
    """Who had it in this team, by name."""
    return set(concern.steps.filter(team=concern.team).values_list("holder_id", flat=True))


def waiting_for(by: Actor) -> QuerySet[Concern]:
    """Those that the actor has and has not taken on, each with the newest thing that was done (`last_step`)."""
    newest = Step.objects.filter(concern=OuterRef("pk")).order_by("-created_at", "-pk").values("pk")[:1]
    mine = for_team(by).filter(holder_id=by.capacity_id, state=rules.WAITING)
    return mine.annotate(last_step=Subquery(newest))  # type: ignore[no-redef]


def is_unopened(concern: Concern) -> bool:
    """Whoever has it has not opened it in the hours in which they should have."""
    assert concern.holder_id is not None  # `has_somebody` was asked
    given = concern.steps.filter(holder_id=concern.holder_id).order_by("created_at").last()
    since = given.created_at if given else concern.created_at
    opened = AuditEvent.objects.filter(
        action="concern.read", target_id=concern.pk, capacity_id=concern.holder_id, created_at__gte=since
    )
    law, held = definitions.current(FOLDER, "watching", clock.today()), definition_of(concern)
    began, now = since.astimezone(clock.LONDON), clock.now().astimezone(clock.LONDON)
    if concern.danger_now:
        waited, hours = now - began, law["open_within_hours_in_danger"]
    elif _is_at_night(concern):
        waited, hours = now - began, law["open_within_hours"]
    else:
        hours = law["open_within_hours"]
        waited = rules.hours_there(
            began, now, opens=held["open_from"], closes=held["open_until"],
            works=lambda day: workdays.is_working_day(day, concern.jurisdiction),
        )  # fmt: skip
    return waited >= timedelta(hours=hours) and not opened.exists()


def _is_at_night(concern: Concern) -> bool:
    """With the team that is there in the evening, at night and at weekends."""
    night = places_of(concern.authority_id).get(rules.OUT_OF_HOURS)
    return night is not None and night.team_id == concern.team_id
