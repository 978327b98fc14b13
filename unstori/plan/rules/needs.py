"""A need is listed until it has an answer."""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def is_open_need(*, has_outcome: bool, why_not: str) -> bool:
    """Listed until it has an outcome or a recorded reason why not."""
    return not has_outcome and not why_not.strip()


def can_say_eligible(kind: str) -> bool:
    """An assessment says so, here or before this record began: a worker writes it down (Act 2014 s. 32)."""
    return kind in ("worker", "system")


def check_eligible(kind: str, *, eligible: bool) -> None:
    if eligible and not can_say_eligible(kind):
        raise RuleBroken(_("That a need is eligible follows from an assessment. You can ask for one."))


def check_no_outcome(why_not: str) -> None:
    if not why_not.strip():
        raise RuleBroken(_("Say why there is no outcome for this need."))
