"""What a support may become, and how money for one is written down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

T = TypeVar("T")
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


def check_support_move(before: str, after: str) -> None:
    """Raises RuleBroken when a support cannot become that from where it is."""
    if after not in SUPPORT_MOVES.get(before, ()):
        raise RuleBroken(_("This support cannot change in that way from where it is now."))


def can_support_move(before: str, after: str) -> bool:
    return after in SUPPORT_MOVES.get(before, ())


def takes_away(before: str, after: str) -> bool:
    """Whether somebody has less by it: what was agreed stops, or what had started is waited for again."""
    return (after == "stopped" and before != "proposed") or (before, after) == ("started", "waiting")


def strengths_first(supports: Iterable[T]) -> list[T]:
    """The person's strengths, then family, community and services last, each in the order given."""
    return sorted(supports, key=lambda one: COMES_FIRST.index(_comes_from(one)))


def can_take_out(*, status: str, is_found: bool) -> bool:
    """What was saved from the directory and only proposed was no promise yet: it can go without a trace in the plan."""
    return is_found and status == "proposed"


def check_take_out(*, status: str, is_found: bool) -> None:
    if not can_take_out(status=status, is_found=is_found):
        raise RuleBroken(_("This was agreed already. Say that it has stopped instead."))


def check_not_saved(*, is_saved: bool) -> None:
    if is_saved:
        raise RuleBroken(_("This is in the plan already."))


def section_of_life(may_add_to: Sequence[str]) -> str:
    """Where something belongs that helps with life as a whole, among the parts to which somebody may add."""
    return next((section for section in ("care", *may_add_to) if section in may_add_to), "")


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
