"""Later life: an arrangement for the day when a carer cannot, and the checks that belong to an age. No Django."""

from collections.abc import Collection
from datetime import date

from dateutil.relativedelta import relativedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

AGREED, IN_USE, REPLACED, ENDED = "agreed", "in_use", "replaced", "ended"
STANDING = frozenset({AGREED, IN_USE})
SOON_YEARS, GROWN = 2, 18


def review_on(agreed_on: date, months: int) -> date:
    return agreed_on + relativedelta(months=months)


def is_to_look_at(*, state: str, on: date, today: date) -> bool:
    return state in STANDING and on <= today


def check_agree(*, whose: str, is_empty: bool, decides: bool) -> None:
    """One page with something on it, by who decides about all that stands on it. Raises RuleBroken."""
    if not whose.strip():
        raise RuleBroken(_("Say who it is that might not be able to."))
    if is_empty:
        raise RuleBroken(_("Nothing is written along “If I can’t” yet. Have that conversation first."))
    if not decides:
        raise RuleBroken(
            _("Some of what stands on the page is for others to decide. Ask them to agree it with you.")
        )


def can(step: str, state: str) -> bool:
    """For a button: whether this can be said of it now."""
    return state in {"use": {AGREED}, "over": {IN_USE}}.get(step, STANDING)


def check_standing(state: str) -> None:
    if state not in STANDING:
        raise RuleBroken(_("This arrangement does not hold any more."))


def check_use(state: str) -> None:
    check_standing(state)
    if state == IN_USE:
        raise RuleBroken(_("Somebody has said so already. It is in use."))


def check_over(state: str) -> None:
    if state != IN_USE:
        raise RuleBroken(_("It is not in use now."))


def reads_for_team(*, kind: str, vouched: bool, same_team: bool, on_duty: bool, manages: bool) -> bool:
    """Who is on duty in the team that knows of it, and who manages there: nobody else of the organisation."""
    return kind == "worker" and vouched and same_team and (on_duty or manages)


def belongs(*, where: str, nation: str, from_age: int, under_age: int, age: int | None) -> str:
    """now, soon (within two years), or nothing. Without an age everything is shown as it is."""
    if where not in ("any", nation):
        return ""
    if age is None:
        return "now"
    if from_age <= age < under_age:
        return "now"
    return "soon" if age < from_age <= age + SOON_YEARS else ""


def answered(themes: Collection[str], wanted: Collection[str]) -> int:
    """How many of a guide's themes something was said on."""
    return len(set(themes) & set(wanted))
