"""What must be offered, and what can be said of an offer that was made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

ANSWERS = ("accepted", "declined", "not_yet")
FOLLOWS = ("asked", "came", "result")
# From where an offer stands to what can be said next. A no can become a yes: an offer is never closed.
MOVES: Mapping[str, tuple[str, ...]] = {
    "offered": ANSWERS,
    "not_yet": ("accepted", "declined"),
    "declined": ("accepted",),
    "accepted": (*FOLLOWS, "declined"),
    "asked": ("asked", "came", "result", "declined"),
    "came": ("came", "result", "declined"),
    "result": ("asked", "came", "result"),
}


def offered_for(offer: Mapping[str, Any], age: int | None) -> bool:
    """Whether somebody of this age is entitled to it; who has no known birthday is told of everything."""
    return age is None or offer.get("from_age", 0) <= age <= offer.get("to_age", 200)


def is_due(offer: Mapping[str, Any], offered: int) -> bool:
    """Nobody has offered what everybody must be offered."""
    return offer["due"] == "always" and not offered


def stands(news: Sequence[str]) -> str:
    """Where an offer stands: the last that was said of it."""
    return news[-1] if news else "offered"


def news_choices(stands_at: str) -> tuple[str, ...]:
    """What can be said of it next."""
    return MOVES[stands_at]


def can_ask(kind: str) -> bool:
    """The person, their family and their advocate ask, and say yes or no; whoever works with them offers."""
    return kind in ("self", "family", "advocate")


def can_answer_offer(kind: str, *, to_person: bool, to_me: bool, decides: bool) -> bool:
    """Nobody says yes or no for somebody else who can say it.

    The person, their advocate or who decides for them answer what was offered to them; a carer what was offered to
    the carer; a worker writes down what was said.
    """
    if not can_ask(kind):
        return True
    return (kind in ("self", "advocate") or decides) if to_person else to_me


def check_answer_offer(kind: str, *, to_person: bool, to_me: bool, decides: bool) -> None:
    """The raising form of `can_answer_offer`."""
    if not can_answer_offer(kind, to_person=to_person, to_me=to_me, decides=decides):
        raise RuleBroken(_("This was offered to somebody else. They say yes or no."))


def check_ask(kind: str) -> None:
    """Raises RuleBroken."""
    if not can_ask(kind):
        raise RuleBroken(_("Who works with the family does not ask for it: they offer it."))


def check_offer(*, offered_on: date, today: date, to: str) -> None:
    """To somebody, and not in days to come. Raises RuleBroken."""
    if not to.strip():
        raise RuleBroken(_("Say to whom it was offered."))
    if offered_on > today:
        raise RuleBroken(_("Choose the day on which it was offered. It cannot be a day to come."))


def check_news(
    *, stands_at: str, what: str, words: str, happened_on: date, today: date, own: bool = False
) -> None:
    """Something that can come next; a no and a result say why and what. Raises RuleBroken.

    Whoever says no for themselves owes nobody a reason, least of all a carer, whose words the person would read.
    """
    if what not in MOVES[stands_at]:
        raise RuleBroken(_("This does not fit to where the offer stands now. Read it again."))
    if what in ("asked", "result", *(() if own else ("declined",))) and not words.strip():
        raise RuleBroken(_("Say it in a sentence: why not, who was asked, or what came of it."))
    if happened_on > today:
        raise RuleBroken(_("Choose the day on which it happened. It cannot be a day to come."))
