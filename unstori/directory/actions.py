"""Writes of organisations and teams."""

from django.db import transaction
from django.http import Http404

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.people.models import Organisation, Team


@transaction.atomic
def add_organisation(*, by: Actor, name_en: str, name_cy: str, sector: str, code: str = "") -> Organisation:
    """A new organisation, by name in both languages."""
    organisation = Organisation.objects.create(name_en=name_en, name_cy=name_cy, sector=sector, code=code)
    audit.record(by, "organisation.add", row=organisation)
    return organisation


@transaction.atomic
def add_team(*, by: Actor, organisation: Organisation, name_en: str, name_cy: str) -> Team:
    """A new team of an organisation."""
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
