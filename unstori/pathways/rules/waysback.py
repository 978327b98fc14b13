"""The way back to a service after stepping down: who may give it, how long it holds, who may use it. Pure."""

from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

OPEN, USED, TAKEN, ENDED, OVER = "open", "used", "taken", "ended", "over"
USES = frozenset({"self", "family", "advocate", "worker"})


def state_of(*, until: date, used: bool, taken: bool, ended: bool, today: date) -> str:
    """Open through its last day; what was used stays used, however late it is taken up."""
    if ended:
        return ENDED
    if taken:
        return TAKEN
    if used:
        return USED
    return OPEN if today <= until else OVER


def check_give(*, what: str, where: bool, how: str, until: date, today: date) -> None:
    """Raises RuleBroken where the family could not find back by it."""
    if not what.strip():
        raise RuleBroken(_("Say to what help it leads back."))
    if not where:
        raise RuleBroken(_("Choose the team, or write who it is."))
    if not how.strip():
        raise RuleBroken(_("Say how one comes back: whom to ring, when."))
    if until <= today:
        raise RuleBroken(_("Choose a day to come until which it holds."))


def can_use(*, state: str, kind: str) -> bool:
    """In one step, by the person, the family, an advocate, or whoever works with them."""
    return state == OPEN and kind in USES


def check_use(*, state: str, kind: str) -> None:
    if state == OVER:
        raise RuleBroken(_("This way back is over. You can still ask for help anew."))
    if not can_use(state=state, kind=kind):
        raise RuleBroken(_("This way back was used or ended already."))


def check_take_up(*, state: str, words: str) -> None:
    """The team says what happens next; there is no no: the way back was promised."""
    if state != USED:
        raise RuleBroken(_("Nobody waits here any more."))
    if not words.strip():
        raise RuleBroken(_("Write what happens next, and when. The family reads it."))


def check_end(*, state: str, why: str) -> None:
    if state != OPEN:
        raise RuleBroken(_("This way back was used or ended already."))
    if not why.strip():
        raise RuleBroken(_("Say why it ends before its day. The family reads it."))
