"""Requests about data: when the answer is due, what may follow what, what every no must say.

Source: UK GDPR articles 12 and 12A; definitions/data-requests-*.toml.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from unstori.access.rules.safety import check_reason
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.workdays import is_working_day
from unstori.rights.rules.limits import add

NO = frozenset({"partly", "refused"})


def due_on(begins: date, clock: Mapping[str, Any], jurisdiction: str, *, extended: bool = False) -> date:
    """The corresponding day, or the next working day after it."""
    day = add(begins, months=clock["months"] + (clock["more_months"] if extended else 0))
    while not is_working_day(day, jurisdiction):
        day += timedelta(1)
    return day


def check_came(received_on: date, today: date) -> None:
    """Nobody writes down a letter of tomorrow. Raises RuleBroken."""
    if received_on > today:
        raise RuleBroken(_("Choose a day that has been."))


def check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Say what is asked for."))


def check_running(state: str) -> None:
    """What was answered stays answered. Raises RuleBroken."""
    if state != "open":
        raise RuleBroken(_("This was already answered or ended. Look at the page again."))


def can_extend(*, extended: bool, first_due: date, today: date) -> bool:
    return not extended and today <= first_due


def check_extension(*, extended: bool, first_due: date, today: date, why: str) -> None:
    """Once, with a reason, and within the first month (article 12(3)). Raises RuleBroken."""
    if extended:
        raise RuleBroken(_("It was given more time already."))
    if today > first_due:
        raise RuleBroken(_("More time can only be taken within the first month."))
    check_reason(why)


def check_answer(*, state: str, identity: str, ground: str, grounds: list[str], words: str) -> None:
    """Nobody is answered whom nobody knows; a no, or half a yes, says on which ground. Raises RuleBroken."""
    if not identity and ground != "not_entitled":
        raise RuleBroken(_("First write down how you know who asks."))
    if state in NO and ground not in grounds:
        raise RuleBroken(_("Say on which ground the answer is no."))
    check_reason(words)


def check_choice(*, give: bool, why: str, part: str, professional: str, opinion_on: date | None) -> None:
    """A part is left out for serious harm on a named professional's opinion alone. Raises RuleBroken."""
    if part and not give and not (professional.strip() and opinion_on):
        raise RuleBroken(_("Say which professional thinks so, and since when."))
    if not why.strip():
        raise RuleBroken(_("Say why, in a few words."))


def check_opinion(opinion_on: date | None, today: date, harm: Mapping[str, Any]) -> None:
    """An opinion that is too old is none (Schedule 3). Raises RuleBroken."""
    if opinion_on and not opinion_on <= today <= add(opinion_on, months=harm["opinion_months"]):
        raise RuleBroken(_("The opinion must be of the last six months. Ask again."))


def can_open_copy(
    *, state: str, identity: str, has_account: bool, released_on: date | None, today: date, print_days: int
) -> bool:
    """Who decides reads the copy while they decide; then only to print it, for whoever has no account to open it."""
    if state == "open":
        return bool(identity)
    if has_account or released_on is None or state not in ("done", "partly"):
        return False
    return today <= released_on + timedelta(print_days)


def how_late(due: date, today: date, state: str, soon_days: int) -> str:
    """late, soon, or nothing to say."""
    if state != "open" or due > today + timedelta(soon_days):
        return ""
    return "late" if due < today else "soon"
