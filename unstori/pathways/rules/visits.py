"""One visit for several services: the family is asked for one time, and only for times that suit all. No Django."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

FITTING, ASKED, AGREED, HAPPENED, OFF = "fitting", "asked", "agreed", "happened", "off"
OPEN = (FITTING, ASKED, AGREED)
FEWEST, MOST_TIMES = 2, 4


def check_propose(*, requests: int, open_visits: int, times: Sequence[datetime], now: datetime) -> None:
    """Two services at least, and times to come. Raises RuleBroken."""
    if requests < FEWEST:
        raise RuleBroken(_("Choose two services or more: one visit takes the place of several."))
    if open_visits:
        raise RuleBroken(_("One visit is being arranged already. See that first."))
    if not 1 <= len(set(times)) <= MOST_TIMES:
        raise RuleBroken(_("Say one to four times."))
    if any(at <= now for at in times):
        raise RuleBroken(_("Choose times that are still to come."))


def fitting(times: Iterable[str], answers: Iterable[Collection[str] | None]) -> list[str]:
    """Times that suit every service that has answered."""
    said = [answer for answer in answers if answer is not None]
    return [one for one in times if all(one in answer for answer in said)]


def after_answer(times: Iterable[str], answers: Collection[Collection[str] | None]) -> str:
    """The family is asked when all have answered; a visit that suits nobody is off, and another is proposed."""
    if any(answer is None for answer in answers):
        return FITTING
    return ASKED if fitting(times, answers) else OFF


def check_answer(*, state: str, whose: bool) -> None:
    """Raises RuleBroken."""
    if state != FITTING:
        raise RuleBroken(_("This was settled meanwhile."))
    if not whose:
        raise RuleBroken(_("Another service answers for this."))


def check_choose(*, state: str, is_family: bool, fits: bool) -> None:
    """Raises RuleBroken."""
    if state != ASKED:
        raise RuleBroken(_("This was settled meanwhile."))
    if not is_family:
        raise RuleBroken(_("The time is for the family to choose."))
    if not fits:
        raise RuleBroken(_("Choose one of these times, or say that none suits."))


def check_happened(*, state: str, at: datetime | None, now: datetime, came: int) -> None:
    """Not before its time, and by somebody. Raises RuleBroken."""
    if state != AGREED or at is None:
        raise RuleBroken(_("No time was agreed for this."))
    if at > now:
        raise RuleBroken(_("This is still to come."))
    if not came:
        raise RuleBroken(_("Say who came. If nobody did, call it off and say why."))


def check_off(*, state: str) -> None:
    """Raises RuleBroken."""
    if state not in OPEN:
        raise RuleBroken(_("This was settled meanwhile."))
