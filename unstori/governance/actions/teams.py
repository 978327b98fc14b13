"""Closing a team: whoever works in it goes to another first, and loses nothing that they owe."""

from django.db import transaction

from unstori.access.actions.workplace import require_administers
from unstori.access.rules import Actor
from unstori.circle.actions.working import Left
from unstori.directory import actions as directory
from unstori.directory.queries import workers_of
from unstori.governance.actions import workers
from unstori.people.models import Team


@transaction.atomic
def close(*, by: Actor, team: Team, to: Team | None = None) -> Left:
    """Without `to` only an empty team can be closed. Raises RuleBroken, NotFound."""
    require_administers(by=by, organisation_id=team.organisation_id)
    went, stays = 0, 0
    for each in workers_of(team).select_related("team__on_duty") if to else ():
        left = workers.change(by=by, capacity=each, team=to, role=each.role, manages=False)
        went, stays = went + left.went, stays + left.stays
    directory.close_team(by=by, team=team)
    return Left(circles=0, went=went, stays=stays)
