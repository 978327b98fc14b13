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


def can_give(*, kind: str, vouched: bool) -> bool:
    """A way back is a promise of those who give the help: nobody else can make it for them."""
    return kind == "worker" and vouched


def check_give(
    *, kind: str, vouched: bool, own_team: bool, what: str, where: bool, how: str, until: date, today: date
) -> None:
    """Raises RuleBroken where it is nobody's to give, or where the family could not find back by it."""
    if not can_give(kind=kind, vouched=vouched):
        raise RuleBroken(_("A way back is given by those who give the help."))
    if not own_team:
        raise RuleBroken(_("Choose a team of your own organisation, or write who it is."))
    _check_found_by(what=what, where=where, how=how, until=until, today=today)


def _check_found_by(*, what: str, where: bool, how: str, until: date, today: date) -> None:
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


def check_end(*, gives: bool, state: str, why: str) -> None:
    if not gives:
        raise RuleBroken(_("A way back is given by those who give the help."))
    if state != OPEN:
        raise RuleBroken(_("This way back was used or ended already."))
    if not why.strip():
        raise RuleBroken(_("Say why it ends before its day. The family reads it."))
