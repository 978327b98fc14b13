"""No day without somebody who has it: who is away, gone or never opened it has it no longer."""

from uuid import UUID

from django.db import transaction

from unstori.access.rules import Actor
from unstori.people.models import Capacity, Team
from unstori.safeguarding import queries, rules
from unstori.safeguarding.actions.raising import bring, step, wait_for
from unstori.safeguarding.models import Concern, Step


def look_again(*, by: Actor) -> int:
    """At each that waits for a decision; returns how many went on. One that cannot go on holds up no other."""
    return sum(_look(by, id) for id in queries.undecided_ids())


@transaction.atomic
def _look(by: Actor, id: UUID) -> bool:
    held = Concern.objects.select_for_update().get(pk=id)
    if held.team is None or held.state not in (rules.WAITING, rules.ACCEPTED):
        return False
    if not queries.has_somebody(held):
        return _to_somebody(by, held, held.team)
    if held.state == rules.ACCEPTED or not queries.is_unopened(held):
        return False
    return _up(by, held, held.team)


def _to_somebody(by: Actor, held: Concern, team: Team) -> bool:
    """To who is there; without anybody in the team, to another of the authority that takes concerns."""
    found, nobody_on_duty = queries.taker(team, held)
    if found is not None:
        held.nobody_on_duty = nobody_on_duty
        return _move(by, held, found)
    other = queries.other_place(held)
    if other is not None:
        bring(by=by, concern=held, place=other, kind=Step.Kind.PASSED, why="")
        return True
    if held.holder is not None:
        held.nobody_on_duty = True
        return _move(by, held, None)
    return False


def _up(by: Actor, held: Concern, team: Team) -> bool:
    """To a manager who has not had it, else to anybody of the team; once all had it, round again. Alone, told again."""
    had = queries.had_it(held)
    found = queries.next_up(team, held, had) or queries.next_up(team, held, {held.holder_id}) or held.holder
    return _move(by, held, found)


def _move(by: Actor, held: Concern, to: Capacity | None) -> bool:
    """By name; the day by which it is decided stays."""
    held.state, held.holder = rules.WAITING, to
    held.save(update_fields=["state", "holder", "nobody_on_duty"])
    step(by=by, concern=held, kind=Step.Kind.MOVED)
    wait_for(by=by, concern=held)
    return True
