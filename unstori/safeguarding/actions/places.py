"""Which team takes concerns, and to whom one falls there. An administrator says it for their organisation."""

from django.db import transaction

from unstori.access import audit
from unstori.access.actions.workplace import require_administers
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Capacity, Organisation, Team
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Concern, Place


@transaction.atomic
def say_place(*, by: Actor, authority: Organisation, kind: str, team: Team | None, phone: str) -> Place:
    """From now on concerns of this kind go to this team, or to this number where it is not here."""
    require_administers(by=by, organisation_id=authority.pk)
    if kind not in Place.Kind.values or (team and team.organisation_id != authority.pk):
        raise queries.missing(kind)
    if team is None and not phone.strip():
        raise RuleBroken(_("Choose a team, or give the number to phone."))
    made, _new = Place.objects.update_or_create(
        authority=authority, kind=kind, defaults={"team": team, "phone": phone.strip()}
    )
    audit.record(by, "concern.place", row=made)
    return made


def taker(team: Team, concern: Concern) -> tuple[Capacity | None, bool]:
    """Who has it at once, and whether nobody fit was on duty."""
    here = queries.workers(team)
    by_id = {each.pk: each for each in here}
    on_duty = by_id.get(team.on_duty_id) if team.on_duty_id else None
    return rules.falls_to(
        on_duty=(on_duty, on_duty.user_id) if on_duty else None,
        managers=[(each, each.user_id) for each in here if each.manages],
        sources=queries.users_of(concern),
    )


def manager(team: Team, concern: Concern) -> Capacity | None:
    """A named manager of the team from whom it is not kept; another than who has it, where there is one."""
    able = [
        each
        for each in queries.workers(team)
        if each.manages and each.user_id not in queries.users_of(concern)
    ]
    others = [each for each in able if each.pk != concern.holder_id]
    return next(iter(others or able), None)
