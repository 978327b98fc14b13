"""What is due, and what a review must hear before it ends."""

from collections.abc import Sequence
from datetime import date, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

DUE_WITHIN = timedelta(days=30)
CONCLUSIONS = ("confirmed", "revised", "closed")  # WSI 2015/1335 reg. 6


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
