"""Who sees a concern, what may be done with it when, and to whom it falls. No Django, no rows.

Source: standards on sharing (safeguarding; withholding); ADR 0061 has the table of who sees what.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

WITH_RAISER, TOLD, WAITING, ACCEPTED, DECIDED = "with_raiser", "told", "waiting", "accepted", "decided"
CHILD, ADULT, OUT_OF_HOURS = "child", "adult", "out_of_hours"
HUMAN = frozenset({"self", "family", "advocate", "worker", "governance", "administrator", "steward"})
NO_MORE = "none"
TITLES = frozenset({"mrs", "miss"})  # nobody is known by these
# From which state each step of the team leads where.
STEPS: dict[str, tuple[frozenset[str], str | None]] = {
    "accept": (frozenset({WAITING}), ACCEPTED),
    "decide": (frozenset({ACCEPTED, DECIDED}), DECIDED),
    "share": (frozenset({WAITING, ACCEPTED, DECIDED}), None),
    "give": (frozenset({WAITING, ACCEPTED}), WAITING),
    "pass": (frozenset({WAITING, ACCEPTED}), WAITING),
    "say": (frozenset({ACCEPTED, DECIDED}), None),
    "tell": (frozenset({ACCEPTED, DECIDED}), None),
}
ALL, OWN, NOTHING = "all", "own", ""


@dataclass(frozen=True)
class Reader:
    """Who looks at one concern."""

    raised_it: bool
    works: bool  # a worker for whom the organisation vouches
    in_team: bool
    is_source: bool = False  # somebody may be in danger from them; or it is about them or their family
    kept: bool = False  # what is said about safety of this person is kept from them


def sees(who: Reader) -> str:
    """Everything for the team that has it; their own words and what they were told for who raised it."""
    if who.works and who.in_team and not who.is_source and not who.kept:
        return ALL
    return OWN if who.raised_it else NOTHING


def can_raise(kind: str) -> bool:
    """Anybody who is somebody. A machine worries about nobody."""
    return kind in HUMAN


def check_raise(*, kind: str, heard: str, known_as: str, family_told: bool, why_not: str) -> None:
    """What was seen or heard, about whom; and why the family does not know, where a worker did not tell them."""
    if not can_raise(kind):
        raise RuleBroken(_("Only people raise a concern."))
    check_words(heard)
    if not known_as.strip():
        raise RuleBroken(_("Say whom it is about, as far as you know."))
    if asks_about_family(kind) and not family_told and not why_not.strip():
        raise RuleBroken(_("Say why the family was not told. That it could be dangerous is a reason."))


def asks_about_family(kind: str) -> bool:
    """The person and family know themselves whom they told."""
    return kind not in {"self", "family"}


def check_words(words: str) -> None:
    """Something must be said. Raises RuleBroken."""
    if not words.strip():
        raise RuleBroken(_("Write down what you want to say."))


def can_step(step: str, state: str) -> bool:
    """Whether the team can do this now."""
    return state in STEPS[step][0]


def check_step(step: str, state: str) -> None:
    """Raises RuleBroken with what to do first."""
    if not can_step(step, state):
        first = state == WAITING
        raise RuleBroken(
            _("Take it on first, so that who told you knows your name.")
            if first
            else _("This was done already.")
        )


def check_decision(*, outcome: str, offered: Iterable[str], why: str, instead: str) -> None:
    """Never a bare no: a reason always, and what instead where nothing more is done. Raises RuleBroken."""
    if outcome not in set(offered):
        raise RuleBroken(_("Choose what happens now."))
    check_words(why)
    if outcome == NO_MORE and not instead.strip():
        raise RuleBroken(_("Say what happens instead: who helps, or who keeps an eye on it."))


def check_share(*, what: str, why: str, to: str, family_told: bool, why_not: str) -> None:
    """With whom, what and why; and why the family was not told. Raises RuleBroken."""
    if not to.strip():
        raise RuleBroken(_("Say with whom it was shared."))
    check_words(what)
    check_words(why)
    if not family_told and not why_not.strip():
        raise RuleBroken(_("Say why the family was not told. That it could be dangerous is a reason."))


def can_escalate(state: str) -> bool:
    """While it waits too long as well as after a decision."""
    return state in {WAITING, ACCEPTED, DECIDED}


def check_escalate(state: str, words: str) -> None:
    """Raises RuleBroken."""
    check_words(words)
    if not can_escalate(state):
        raise RuleBroken(_("This team is not in Unstori. Phone it, and ask for the manager."))


def check_told(state: str, whom: str) -> None:
    """Who raised it says whom they told, once. Raises RuleBroken."""
    if state != WITH_RAISER:
        raise RuleBroken(_("This was done already."))
    if not whom.strip():
        raise RuleBroken(_("Say whom you told."))


def about(born_on: date | None, today: date, adult_from: int) -> str:
    """Child or adult, by the day of birth; empty where nobody knows it."""
    if born_on is None:
        return ""
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return ADULT if age >= adult_from else CHILD


def is_open(moment: datetime, *, working_day: bool, opens: time, closes: time) -> bool:
    """Whether the team of the day is there; `moment` is London's."""
    return working_day and opens <= moment.time() < closes


def names_in(words: str) -> frozenset[str]:
    """What could be somebody's name: "his stepdad Siân-Rhys" has his, stepdad, sian, rhys."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one)
    )
    parts = re.findall(r"[^\W\d_]+", re.sub(r"['’]", "", bare))
    return frozenset(one for one in parts if len(one) >= 3) - TITLES


def could_be(said: str, *names: str) -> bool:
    """Any one name in common is enough: rather kept from one too many than from one too few."""
    return bool(names_in(said) & names_in(" ".join(names)))


def falls_to(
    *, on_duty: Any, managers: Iterable[Any], sources: frozenset[Any], others: Iterable[Any] = ()
) -> tuple[Any, bool]:
    """Who has it at once, each given as (capacity, user); and whether nobody fit was on duty.

    Whoever is on duty, else a manager, else anybody of the team: rather somebody than nobody.

    It never falls to somebody from whom the danger may come, nor to whom it is about or their family.
    """
    if on_duty is not None and on_duty[1] not in sources:
        return on_duty[0], False
    for capacity, user in (*managers, *others):
        if user not in sources:
            return capacity, True
    return None, True


def hours_there(
    since: datetime, until: datetime, *, opens: time, closes: time, works: Callable[[date], bool]
) -> timedelta:
    """How long between two moments, London's, the team was there: its hours on the days on which it works."""
    found, day = timedelta(), since.date()
    while day <= until.date():
        if works(day):
            begins = max(since, datetime.combine(day, opens, since.tzinfo))
            ends = min(until, datetime.combine(day, closes, until.tzinfo))
            found += max(ends - begins, timedelta())
        day += timedelta(days=1)
    return found


def is_late(*, due_on: date | None, state: str, today: date) -> bool:
    return state in {WAITING, ACCEPTED} and due_on is not None and due_on < today
