"""Writes of organisations and teams, and of who is away."""

from datetime import date, timedelta

from django.db import transaction
from django.http import Http404

from unstori.access import audit
from unstori.access.actions.workplace import require_administers
from unstori.access.queries.forgetting import kept_until
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries, rules
from unstori.directory.models import Absence
from unstori.people.models import Capacity, Organisation, Team


@transaction.atomic
def add_organisation(*, by: Actor, name_en: str, name_cy: str, sector: str, code: str = "") -> Organisation:
    """A new organisation, by name in both languages."""
    organisation = Organisation.objects.create(name_en=name_en, name_cy=name_cy, sector=sector, code=code)
    audit.record(by, "organisation.add", row=organisation)
    return organisation


@transaction.atomic
def add_team(*, by: Actor, organisation: Organisation, name_en: str, name_cy: str) -> Team:
    """A new team of an organisation. Its administrator adds it."""
    require_administers(by=by, organisation_id=organisation.pk)
    team = Team.objects.create(organisation=organisation, name_en=name_en, name_cy=name_cy)
    audit.record(by, "team.add", row=team)
    return team


@transaction.atomic
def go_on_duty(*, by: Actor, team: Team) -> Team:
    """From now on this worker takes what somebody of the team leaves behind. Only who works there can."""
    if by.kind != "worker" or by.team_id != team.pk:
        raise Http404
    Team.objects.filter(pk=team.pk).update(on_duty_id=by.capacity_id)
    audit.record(by, "team.on_duty", row=team)
    return team


@transaction.atomic
def rename_team(*, by: Actor, team: Team, name_en: str, name_cy: str) -> None:
    """What it is called, in both languages."""
    require_administers(by=by, organisation_id=team.organisation_id)
    Team.objects.filter(pk=team.pk).update(name_en=name_en, name_cy=name_cy)
    audit.record(by, "team.rename", row=team)


@transaction.atomic
def put_on_duty(*, by: Actor, team: Team, worker: Capacity | None) -> None:
    """Who takes what others of the team leave behind; or nobody. Who runs the organisation says it for them."""
    require_administers(by=by, organisation_id=team.organisation_id)
    rules.check_on_duty(works_there=worker is None or queries.workers_of(team).filter(pk=worker.pk).exists())
    Team.objects.filter(pk=team.pk).update(on_duty=worker)
    audit.record(by, "team.on_duty" if worker else "team.off_duty", row=team)


@transaction.atomic
def close_team(*, by: Actor, team: Team) -> None:
    """Nobody works in it, so nobody sees what was shared with it. It stays where it is named."""
    require_administers(by=by, organisation_id=team.organisation_id)
    held = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    rules.check_close(workers=queries.workers_of(held).count())
    Team.objects.filter(pk=held.pk).update(ends_on=clock.today(), on_duty=None)
    audit.record(by, "team.close", row=held)


@transaction.atomic
def write_absence(
    *, by: Actor, capacity: Capacity, starts_on: date, until: date | None, stand_in: Capacity | None
) -> Absence:
    """Somebody is away, and who stands in. The caller has asked whether the actor may say so."""
    made = Absence.objects.create(
        capacity=capacity, stand_in=stand_in, starts_on=starts_on, until=until, created_by=by.capacity_id,
        kept_until=clock.midnight(until) + _kept() if until else None,
    )  # fmt: skip
    audit.record(by, "absence.say", row=made, detail={"stood_in": stand_in is not None})
    return made


@transaction.atomic
def end_absence(*, by: Actor, absence: Absence) -> None:
    """They are back. The caller has asked whether the actor may say so."""
    held = Absence.objects.select_for_update().get(pk=absence.pk)
    rules.check_ends(ended=held.ended_at is not None)
    Absence.objects.filter(pk=held.pk).update(
        ended_at=clock.now(), ended_by=by.capacity_id, kept_until=clock.now() + _kept()
    )
    audit.record(by, "absence.end", row=held)


def _kept() -> timedelta:
    return kept_until(Absence) - clock.now()
