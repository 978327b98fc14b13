"""A move to another authority's area: its states, what may be said when, and who must be known by name. No Django."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

THINKING, COMING, MOVED, SETTLED, OFF = "thinking", "coming", "moved", "settled", "off"
GOES, LAPSES, ANEW, STAYS = "goes", "lapses", "anew", "stays"
# What is done with a move, from where it may be done, and where it leads.
STEPS: Mapping[str, tuple[frozenset[str], str]] = {
    "day": (frozenset({THINKING, COMING}), COMING),
    "name": (frozenset({THINKING, COMING, MOVED}), ""),
    "ask": (frozenset({THINKING, COMING, MOVED}), ""),
    "arrive": (frozenset({THINKING, COMING}), MOVED),
    "say": (frozenset({THINKING, COMING, MOVED}), ""),
    "settle": (frozenset({MOVED}), SETTLED),
    "off": (frozenset({THINKING, COMING}), OFF),
}
WHY_NOT = {
    THINKING: _("First say that you have moved."),
    COMING: _("First say that you have moved."),
    MOVED: _("You have moved. This was for before."),
    SETTLED: _("This move is settled."),
    OFF: _("This move was called off."),
}
OPEN = frozenset({THINKING, COMING, MOVED})


def can(step: str, state: str) -> bool:
    return state in STEPS[step][0]


def check(step: str, state: str) -> str:
    """The state that it leads to. Raises RuleBroken."""
    if not can(step, state):
        raise RuleBroken(WHY_NOT[state])
    return STEPS[step][1] or state


def check_begin(
    *, is_same: bool, has_place: bool, already: bool, moves_on: date | None, today: date, things: Collection[str],
    known: Collection[str],
) -> None:  # fmt: skip
    """One move at a time, to somewhere else, on a day to come. Raises RuleBroken."""
    if already:
        raise RuleBroken(_("There is a move already. Go on with that one, or call it off first."))
    if not has_place:
        raise RuleBroken(_("Say which council it will be, or write its name."))
    if is_same:
        raise RuleBroken(_("This council answers already."))
    if set(things) - set(known):
        raise RuleBroken(_("Choose from what is shown."))
    if moves_on:
        check_day(moves_on=moves_on, today=today)


def check_day(*, moves_on: date, today: date) -> None:
    if moves_on < today:
        raise RuleBroken(_("Choose a day that is still to come. If you have moved, say so on its own page."))


def check_been(*, on: date, today: date) -> None:
    if on > today:
        raise RuleBroken(_("Choose a day that has been."))


def check_thing(*, thing: str, things: Collection[str]) -> None:
    if thing not in things:
        raise RuleBroken(_("This is not part of the move."))


def check_answer(*, answer: str, known: Collection[str], words: str) -> None:
    """One of the answers there are; a no has its reasons. Raises RuleBroken."""
    if answer not in known:
        raise RuleBroken(_("Choose what the council says."))
    if answer == "no" and not words.strip():
        raise RuleBroken(_("Write down the reasons that the council gives. If it gave none, say so."))


def check_named(*, has_worker: bool, name: str) -> None:
    if not has_worker and not name.strip():
        raise RuleBroken(_("Say who it is, by name."))


def waits_for(
    *, things: Collection[str], effects: Mapping[str, str], answers: Mapping[str, str]
) -> list[str]:
    """Of which things the new council has not said yet how they go on. Being assessed first is no answer yet;
    who looks after a child stays the same, so nothing is asked."""
    said = {thing for thing, answer in answers.items() if answer != "assesses"}
    return [thing for thing in things if effects.get(thing) != STAYS and thing not in said]


def nobody_named(*, state: str, has_name: bool, moves_on: date | None, today: date, days: int) -> bool:
    """Nobody of the new council is known by name, and the day is near, or past."""
    if has_name or state not in OPEN:
        return False
    return state == MOVED or (moves_on is not None and moves_on - timedelta(days) <= today)


def holds_for(*, from_age: int, under_age: int, age: int | None) -> bool:
    """Where the age is known, only what the law says of that age."""
    return age is None or from_age <= age < under_age
