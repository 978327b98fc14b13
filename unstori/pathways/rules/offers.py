"""Times that a service offers: to one family, or to several one after another, or all at once in a group."""

from datetime import datetime, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

YES, OTHER, NO = "yes", "other", "no"
MOST_AT_ONCE, LONGEST = 30, 240


def check_offer(*, at: datetime, now: datetime, place: str, standing: bool) -> None:
    """Raises RuleBroken."""
    if at <= now:
        raise RuleBroken(_("Choose a time that is still to come."))
    if not place.strip():
        raise RuleBroken(_("Say where you meet, or that you ring."))
    if standing:
        raise RuleBroken(_("A time is offered already, and waits for an answer. Take it back first."))


def check_several(*, number: int, minutes: int) -> None:
    """Raises RuleBroken."""
    if not number:
        raise RuleBroken(_("Tick at least one."))
    if number > MOST_AT_ONCE:
        raise RuleBroken(_("Offer times to 30 at most at once."))
    if not 0 <= minutes <= LONGEST:
        raise RuleBroken(
            _("A time lasts between 0 and 240 minutes. With 0 they all come at once, as a group.")
        )


def times(first: datetime, *, minutes: int, number: int) -> list[datetime]:
    """One after another; with no minutes between them all at once."""
    return [first + timedelta(minutes=minutes * at) for at in range(number)]


def check_answer(*, answer: str, words: str, answered: bool, withdrawn: bool) -> None:
    """Raises RuleBroken."""
    if withdrawn:
        raise RuleBroken(_("The service has taken this time back."))
    if answered:
        raise RuleBroken(_("Somebody has answered this already."))
    if answer not in (YES, OTHER, NO):
        raise RuleBroken(_("Say whether the time suits you."))
    if answer == OTHER and not words.strip():
        raise RuleBroken(_("Say which times suit you."))
