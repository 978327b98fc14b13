"""What holds for a plan: who rates how, when views differ, who gives reasons, what is due, what may follow.

Pure. Reasons are marked with `_` for the catalogue and said in the reader's language by the page.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

T = TypeVar("T")
SCALE = range(1, 11)
WORTH_NOTICING = 2  # a change or a difference of two or more (Outcomes: ratings)
DUE_WITHIN = timedelta(days=30)
OWN = ("self", "self_helped")
BASES = ("asked", "observed", "assumed")
NEEDS_REASONS = ("in_part", "disagrees")
ANSWERED = ("said", "wrote", "shown")
VERDICTS = ("agrees", *NEEDS_REASONS)
CONCLUSIONS = ("confirmed", "revised", "closed")  # WSI 2015/1335 reg. 6
FACES = {1: 1, 2: 3, 3: 5, 4: 8, 5: 10}  # five faces on the ten-point scale, the ends being the ends

PAID_EVERY = ("once", "week", "four_weeks", "month", "year")

# What a support may become. A stopped one stays in the history; what starts anew is a new support.
SUPPORT_MOVES: Mapping[str, tuple[str, ...]] = {
    "proposed": ("agreed", "waiting", "started", "stopped"),
    "agreed": ("waiting", "started", "stopped"),
    "waiting": ("started", "stopped"),
    "started": ("waiting", "stopped"),
    "stopped": (),
}
# Strengths and community first: what a person can do and who is around them, before any service.
COMES_FIRST = ("strength", "family", "community", "service")


@dataclass(frozen=True)
class View:
    """One rater's newest rating of an outcome."""

    rater: str
    name: str
    going: int
    on: date

    @property
    def own(self) -> bool:
        return self.rater in OWN


@dataclass(frozen=True)
class Difference:
    """Somebody sees it otherwise than the person does."""

    own: View
    other: View


@dataclass(frozen=True)
class Ground:
    """On what a rating stands: who helped the person, or how somebody else knows."""

    helped_by: str = ""
    basis: str = ""
    person_present: bool | None = None


def check_rating(*, rater: str, actor_kind: str, going: int, happy: int | None, ground: Ground) -> None:
    """A rating says whose it is, and another's says on what it stands. Raises RuleBroken."""
    if going not in SCALE or (happy is not None and happy not in SCALE):
        raise RuleBroken(_("Choose a number from 1 to 10."))
    if rater == "self" and actor_kind != "self":
        raise RuleBroken(_("Only the person can rate alone. If you helped, say that you helped."))
    if rater not in OWN and actor_kind == "self":
        raise RuleBroken(_("Your rating is your own."))
    if rater == "self_helped" and not ground.helped_by.strip():
        raise RuleBroken(_("Say who helped."))
    if rater not in OWN and (ground.basis not in BASES or ground.person_present is None):
        raise RuleBroken(_("Say how you know, and whether the person was there."))


def can_rate(*, is_self: bool, may_add: bool) -> bool:
    """The person's own view leads: whoever reads what they want themselves also says how it is going, at any age."""
    return is_self or may_add


def check_rated_on(rated_on: date, today: date) -> None:
    if rated_on > today:
        raise RuleBroken(_("A rating cannot be from a day that has not come yet."))


def raters_for(actor_kind: str) -> tuple[str, ...]:
    """Whose view an actor can record. Everyone may help the person to give their own."""
    if actor_kind == "self":
        return OWN
    return ({"family": "family", "advocate": "advocate"}.get(actor_kind, "professional"), "self_helped")


def newest(views: Iterable[View]) -> list[View]:
    """The newest of each rater, the person's own first."""
    latest: dict[tuple[str, str], View] = {}
    for view in sorted(views, key=lambda one: one.on):
        latest[("own", "") if view.own else (view.rater, view.name)] = view
    return sorted(latest.values(), key=lambda one: (not one.own, one.name))


def differences(views: Iterable[View]) -> list[Difference]:
    """Who sees it two or more away from the person. Information, never an average."""
    latest = newest(views)
    own = next((view for view in latest if view.own), None)
    if own is None:
        return []
    return [
        Difference(own, other)
        for other in latest
        if not other.own and abs(other.going - own.going) >= WORTH_NOTICING
    ]


def is_worth_noticing(before: int, after: int) -> bool:
    return abs(after - before) >= WORTH_NOTICING


def check_verdict(verdict: str, reasons: str) -> None:
    """Agreeing in part, or not, is heard with its reasons. Raises RuleBroken."""
    if verdict not in VERDICTS:
        raise RuleBroken(_("Choose one of the answers."))
    if verdict in NEEDS_REASONS and not reasons.strip():
        raise RuleBroken(_("Say what you do not agree with, so that it can be put right."))


def check_spoken_for(*, has_account: bool, basis: str) -> None:
    """Nobody answers for somebody who can answer; for others it is said how their answer is known."""
    if has_account:
        raise RuleBroken(_("They can sign in, so they give their own answer."))
    if basis not in ANSWERED:
        raise RuleBroken(_("Say how they told you."))


def check_support_move(before: str, after: str) -> None:
    """Raises RuleBroken when a support cannot become that from where it is."""
    if after not in SUPPORT_MOVES.get(before, ()):
        raise RuleBroken(_("This support cannot change in that way from where it is now."))


def can_support_move(before: str, after: str) -> bool:
    return after in SUPPORT_MOVES.get(before, ())


def strengths_first(supports: Iterable[T]) -> list[T]:
    """The person's strengths, then family, community and services last, each in the order given."""
    return sorted(supports, key=lambda one: COMES_FIRST.index(_comes_from(one)))


def _comes_from(support: Any) -> str:
    return str(support["comes_from"] if isinstance(support, dict) else support.comes_from)


def check_span(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleBroken(_("It cannot end before it starts."))


def check_new_support(*, status: str, starts_on: date | None, ends_on: date | None) -> None:
    """A support enters the plan anywhere but at its end. Raises RuleBroken."""
    if not SUPPORT_MOVES.get(status):
        raise RuleBroken(_("Choose where it stands now."))
    check_span(starts_on, ends_on)


def check_payment(
    *, amount: Decimal, every: str, needs: int, starts_on: date | None, ends_on: date | None
) -> None:
    """A direct payment says which needs it meets, how much and how often (WSI 2015/1335 reg. 3)."""
    if not needs:
        raise RuleBroken(_("Choose which needs the money is for."))
    if amount <= 0:
        raise RuleBroken(_("Say how much it is."))
    if every not in PAID_EVERY:
        raise RuleBroken(_("Say how often it is paid."))
    check_span(starts_on, ends_on)


def can_write_enquiry(*, kind: str) -> bool:
    """An enquiry is the authorities' own (2014 Act s. 126, Children Act 1989 s. 47): the family reads it, workers write it."""
    return kind in {"worker", "system"}


def check_write_enquiry(*, kind: str) -> None:
    if not can_write_enquiry(kind=kind):
        raise RuleBroken(_("Enquiries are written down by the workers who make them."))


def check_enquiry(*, began_on: date, concluded_on: date | None, conclusion: str, today: date) -> None:
    """An enquiry has begun; its conclusion has a day and words, or is still to come."""
    if max(began_on, concluded_on or began_on) > today:
        raise RuleBroken(_("That day has not come yet."))
    check_span(began_on, concluded_on)
    if bool(concluded_on) != bool(conclusion.strip()):
        raise RuleBroken(_("Write down the conclusion and its day, or neither."))


def check_conclusion(*, already: bool) -> None:
    """A conclusion is written once: what it says later is another enquiry."""
    if already:
        raise RuleBroken(_("This enquiry has its conclusion."))


def is_open_need(*, has_outcome: bool, why_not: str) -> bool:
    """Listed until it has an outcome or a recorded reason why not."""
    return not has_outcome and not why_not.strip()


def check_no_outcome(why_not: str) -> None:
    if not why_not.strip():
        raise RuleBroken(_("Say why there is no outcome for this need."))


def review_state(due_on: date, held: bool, today: date) -> str:
    """'held', 'overdue', 'due' (within a month) or 'later'."""
    if held:
        return "held"
    if due_on < today:
        return "overdue"
    return "due" if due_on - today <= DUE_WITHIN else "later"


def check_nothing_planned(is_planned: bool) -> None:
    """Whoever holds a review that nobody planned must not take the next one away from those who planned it."""
    if is_planned:
        raise RuleBroken(_("Somebody else has just planned or held a review. Look at it before you save."))


def check_review(*, conclusion: str, answers: Sequence[str], next_on: date | None, today: date) -> None:
    """A review hears a view, and ends by confirming, revising or closing (WSI 2015/1335 reg. 6)."""
    if conclusion not in CONCLUSIONS:
        raise RuleBroken(_("Say whether the plan goes on as it is, changes, or closes."))
    if not any(answer.strip() for answer in answers):
        raise RuleBroken(_("Write down at least one view."))
    if conclusion != "closed" and (next_on is None or next_on <= today):
        raise RuleBroken(_("Choose a day for the next review."))


def check_closing(*, conclusion: str, why: str, met_otherwise: str, not_rated: int) -> None:
    """A closure statement: reasons, how each outcome went, how what is still needed is met (reg. 6)."""
    if conclusion != "closed":
        return
    if not why.strip() or not met_otherwise.strip():
        raise RuleBroken(_("To close the plan, say why, and how what is still needed is met."))
    if not_rated:
        raise RuleBroken(_("To close the plan, first say of each outcome how it went."))


def opens_whole(
    *,
    sections_used: Iterable[str],
    sections_seen: Iterable[str],
    sources: Iterable[str] = (),
    withheld: Iterable[str] = (),
) -> bool:
    """A frozen document is seen whole or not at all: all its sections, nothing in it kept from the reader."""
    return set(sections_used) <= set(sections_seen) and not set(sources) & set(withheld)


def digest_of(content: Any) -> str:
    """SHA-256 of what stood on the page, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
