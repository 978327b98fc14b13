"""What an administrator changes of who works here, with all that follows for those who count on them."""

from django.db import transaction

from unstori.access.actions import workplace
from unstori.access.rules import Actor
from unstori.access.rules.workplace import check_takes_over
from unstori.circle import actions as circle
from unstori.circle import queries as around
from unstori.circle.actions.working import Left
from unstori.directory import actions as directory
from unstori.governance.queries import workers as queries
from unstori.people.models import Capacity, Team


@transaction.atomic
def end(*, by: Actor, capacity: Capacity, why: str, takes: Capacity | None = None) -> Left:
    """They no longer work here, from this minute: what they owed falls to `takes`, or who is on duty."""
    _check_takes(capacity, takes)
    team = capacity.team if capacity.team and capacity.team.on_duty_id == capacity.pk else None
    left = circle.leave_work(by=by, capacity=capacity, takes=takes)
    workplace.end(by=by, capacity=capacity, why=why)
    if team and takes and takes.team_id == team.pk:
        directory.put_on_duty(by=by, team=team, worker=takes)
    return left


@transaction.atomic
def change(*, by: Actor, capacity: Capacity, team: Team | None, role: str, manages: bool) -> Left:
    """Another team, role, or manager or not. Whom they no longer see falls to who is on duty where they were."""
    on_duty = around.on_duty_for(capacity)
    moved = workplace.move(by=by, capacity=capacity, team=team, role=role, manages=manages)
    if moved.team_id == capacity.team_id:
        return Left(circles=0, went=0, stays=0)
    takes = on_duty if on_duty and on_duty.pk != capacity.pk else None
    return circle.after_move(by=by, capacity=moved, takes=takes)


def _check_takes(capacity: Capacity, takes: Capacity | None) -> None:
    if takes is not None:
        there = queries.colleagues(capacity).filter(pk=takes.pk).exists()
        check_takes_over(same=takes.user_id == capacity.user_id, is_there=there)
