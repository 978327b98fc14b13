"""What may be written of a provision, of a place and of a part of a plan for learning."""

from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.plan.rules.supports import check_span

AREAS = ("education", "health", "social")
BASES_OF_PLACE = ("named", "type", "elsewhere")


def check_provision(
    *, every: str, times: int | None, minutes: int | None, starts_on: date | None, ends_on: date | None
) -> None:
    """Numbers need something that they count."""
    if (times or minutes) and (not every or every == "always"):
        raise RuleBroken(_("Choose how often, so that the numbers say something."))
    if any(number is not None and number < 1 for number in (times, minutes)):
        raise RuleBroken(_("Write numbers of 1 or more."))
    check_span(starts_on, ends_on)


def check_not_exact(*, is_exact: bool) -> None:
    if is_exact:
        raise RuleBroken(_("Somebody else has just said this exactly. Look at it before you save."))


def check_placement(*, basis: str, name: str, type: str, why: str) -> None:
    if basis not in BASES_OF_PLACE:
        raise RuleBroken(_("Choose what the plan says."))
    if basis == "named" and not (name.strip() and type.strip()):
        raise RuleBroken(_("Write the name of the school or place, and what type it is."))
    if basis == "type" and not type.strip():
        raise RuleBroken(_("Write the type of school or place."))
    if basis == "elsewhere" and not why.strip():
        raise RuleBroken(_("Say where and why."))


def check_part(*, none: bool, words: str, none_allowed: bool) -> None:
    """Words, or that there is none where the layout lets that stand."""
    if none and not none_allowed:
        raise RuleBroken(_("This part always has something to say."))
    if not none and not words.strip():
        raise RuleBroken(
            _("Write it down, or say that there is none.") if none_allowed else _("Write it down.")
        )


def check_advice(*, given_on: date, today: date) -> None:
    if given_on > today:
        raise RuleBroken(_("The day is still to come."))


def check_area(area: str) -> None:
    if area not in AREAS:
        raise RuleBroken(_("Choose what kind of need it is."))
