"""Who may say that nobody is holding something, to whom it falls, and what may be said to it. No Django, no rows."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

WAITING, HELD, BACK = "waiting", "held", "back"
PRESSES = frozenset({"self", "family", "advocate"})


def can_press(kind: str) -> bool:
    """The person, their family and their advocate. Who works with them says who holds it instead."""
    return kind in PRESSES


def check_press(
    *, kind: str, words: str, has_row: bool, already: bool, first_asked_on: date | None, today: date
) -> None:
    """What nobody holds: a part of the record, or in words; the person themselves need none. Raises RuleBroken."""
    if not can_press(kind):
        raise RuleBroken(_("This is for the person, their family and their advocate."))
    if already:
        raise RuleBroken(_("You have said so already, and it waits for an answer."))
    if not has_row and kind != "self" and not words.strip():
        raise RuleBroken(_("Say in a few words what nobody is holding."))
    if first_asked_on and first_asked_on > today:
        raise RuleBroken(_("Choose the day on which you first asked. It cannot be a day to come."))


def falls_to(candidates: Iterable[tuple[Any, Any]], *, never: Collection[Any]) -> Any:
    """The first who is there, each given as (capacity, user); never who pressed, nor who has let it lie."""
    return next((capacity for capacity, user in candidates if user not in never), None)


def can_see_for_team(by: Actor, *, team_id: Any, owner_id: Any, on_duty: bool) -> bool:
    """Who must answer; and of the team that was asked, its manager and who is on duty."""
    if by.kind != "worker" or not by.vouched:
        return False
    mine = owner_id == by.capacity_id
    return mine or (team_id is not None and team_id == by.team_id and (by.manages or on_duty))


def check_answer(*, state: str, words: str, held: bool) -> None:
    """An answer says who holds it now, by name: never a bare no. Raises RuleBroken."""
    if state != WAITING:
        raise RuleBroken(_("This was answered already, or taken back."))
    if not held:
        raise RuleBroken(_("Say who holds it now. If nobody can, pass it on to somebody who finds out."))
    if not words.strip():
        raise RuleBroken(_("Write what happens next."))


def check_pass(*, state: str, words: str, there: bool) -> None:
    """To somebody who is there, with a reason that the family reads. Raises RuleBroken."""
    if state != WAITING:
        raise RuleBroken(_("This was answered already, or taken back."))
    if not there:
        raise RuleBroken(_("Choose somebody who is there now."))
    if not words.strip():
        raise RuleBroken(_("Say why. The family reads it."))


def can_say_again(*, state: str, mine: bool) -> bool:
    """Who pressed says whether it is held: an answer alone settles nothing."""
    return mine and state == HELD


def can_take_back(*, state: str, mine: bool) -> bool:
    """By who pressed, at any time."""
    return mine and state != BACK


def check_own(*, can: bool) -> None:
    """Raises RuleBroken."""
    if not can:
        raise RuleBroken(_("Only who said it can do this, and only while it stands."))


def is_late(*, state: str, due_on: date | None, today: date) -> bool:
    return state == WAITING and due_on is not None and due_on < today


def goes_up(*, state: str, there: bool, late: bool, escalated: bool) -> bool:
    """By itself to somebody else: who must answer or who holds it is gone; or nobody answered in time, once."""
    if state == BACK:
        return False
    return not there or (state == WAITING and late and not escalated)
