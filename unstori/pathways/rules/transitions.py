"""A transition: who may prepare it, what its checklist takes, and which gaps there would be on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.pathways.rules.ages import months_before

OPEN, DONE, OFF = "open", "done", "off"
HERE, THERE, FAMILY = "here", "there", "family"
SIDES = (HERE, THERE, FAMILY)
AROUND = 6  # months
LAST_LOOK = timedelta(days=14)  # what is past its day when somebody takes it gets as long as this


def check_open(state: str) -> None:
    """Raises RuleBroken once it was ended."""
    if state != OPEN:
        raise RuleBroken(_("This was ended. Open it again first."))


def check_item_open(*, done: bool, dropped: bool) -> None:
    if done or dropped:
        raise RuleBroken(_("This is done already, or not needed."))


def check_own_item(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Write what has to be done."))


def check_owner(*, named: bool, name: str) -> None:
    """Somebody, by name. A team is nobody."""
    if not named and not name.strip():
        raise RuleBroken(_("Choose who does it, or write their name."))


def check_receiver(*, named: bool, name: str) -> None:
    if not named and not name.strip():
        raise RuleBroken(_("Choose who will be there for them, or write the name."))


def check_drop(why: str) -> None:
    """What is left out is left out by somebody, for a reason."""
    if not why.strip():
        raise RuleBroken(_("Say why it is not needed. The family reads it."))


def check_end(*, state: str, to: str, why: str, gaps: int, undone: int) -> None:
    """It ends prepared, or with a reason: never silently with something open."""
    check_open(state)
    if to not in (DONE, OFF):
        raise RuleBroken(_("Choose how it ends."))
    if not why.strip() and (to == OFF or gaps or undone):
        raise RuleBroken(_("Something is open still. Say why it can end all the same. The family reads it."))


def check_reopen(state: str) -> None:
    if state == OPEN:
        raise RuleBroken(_("It is open already."))


def due_on(day: date, months: int, today: date) -> date:
    """When an item should be done: so many months before the day, and never in the past when it is first written."""
    return max(months_before(day, months), min(today + LAST_LOOK, max(day, today)))


@dataclass(frozen=True)
class Access:
    """What somebody may see, from when until when."""

    holder: str
    sections: frozenset[str]
    begins: date
    ends: date | None  # the first day without


def around(day: date) -> date:
    """From when an end belongs to the day: what ends long before is no gap of this one."""
    return months_before(day, AROUND)


def access_lost(held: Iterable[Access], day: date) -> dict[str, tuple[frozenset[str], date]]:
    """Who sees on that day less than the day before the first end: which parts, and since when."""
    rows = list(held)
    lost: dict[str, tuple[frozenset[str], date]] = {}
    for holder in dict.fromkeys(row.holder for row in rows):
        mine = [row for row in rows if row.holder == holder]
        then = [row.sections for row in mine if row.begins <= day and (row.ends is None or row.ends > day)]
        ended = [row for row in mine if row.ends is not None and around(day) <= row.ends <= day]
        missing = frozenset().union(*(row.sections for row in ended)) - frozenset().union(*then)
        if missing:
            since = max(row.ends for row in ended if row.ends and row.sections & missing)
            lost[holder] = (missing, since)
    return lost


def support_ends(*, ends_on: date | None, most_age: float | None, age_then: int | None, day: date) -> str:
    """Why a support would not be there on the day: its own end, the age up to which it is given, or neither."""
    if ends_on is not None and around(day) <= ends_on <= day:
        return "ends"
    if most_age is not None and age_then is not None and age_then >= most_age + 1:
        return "age"
    # "Up to 17" and "under 18" are said as 17 or 18: on the birthday itself it is asked.
    return "edge" if most_age is not None and age_then is not None and age_then >= most_age else ""
