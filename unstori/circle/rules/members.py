"""Who is in the circle, who writes down their authority, who may leave and who takes what they owe."""

from datetime import date
from typing import Any

from unstori.circle.rules.deciding import Standing, check_decides
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

RINGS = range(1, 4)
CLOSENESS = {"family": 1, "foster_carer": 1, "friend": 2, "advocate": 2, "worker": 2, "community": 3}


def is_there(ends_on: date | None, on: date) -> bool:
    """Somebody is in the circle until the end of their last day."""
    return ends_on is None or ends_on > on


def check_still_there(is_so: bool) -> None:
    """Read again under the lock: they may have left since the page was read."""
    if not is_so:
        raise RuleBroken(_("They have left the circle meanwhile."))


def can_record_authority(who: Standing, *, decides: bool, is_system: bool) -> bool:
    """Parental responsibility or another's authority gives much, so few may write it down."""
    return decides or who.protects or is_system


def check_record_authority(who: Standing, *, decides: bool, is_system: bool) -> None:
    if not can_record_authority(who, decides=decides, is_system=is_system):
        raise RuleBroken(
            _(
                "Who has parental responsibility or other authority is written down by who decides, "
                "or by a worker who keeps people safe."
            )
        )


def can_end(who: Standing, *, decides: bool, own: bool, held_by_law: bool) -> bool:
    """One with parental responsibility cannot shut out another; the person, or who protects them, can."""
    if own:
        return True
    return (decides and who.is_self) or who.protects if held_by_law else decides


def check_end(who: Standing, *, decides: bool, own: bool, held_by_law: bool) -> None:
    if not can_end(who, decides=decides, own=own, held_by_law=held_by_law):
        check_decides(None)


def can_leave(*, duties: int, stopped_by_decider: bool) -> bool:
    """A worker cannot vanish while duties are theirs; who decides can stop them at any moment."""
    return stopped_by_decider or not duties


def check_leave(*, duties: int, stopped_by_decider: bool) -> None:
    if not can_leave(duties=duties, stopped_by_decider=stopped_by_decider):
        raise RuleBroken(_("There are promises or drafts to hand over first. Choose who takes them."))


def falls_to_duty(*, duties: int, still_sees: bool, taker_sees: bool) -> bool:
    """Duties move by themselves only from who no longer sees the story to who does."""
    return duties > 0 and not still_sees and taker_sees


def check_may_hand_over(*, own: bool, is_professional: bool, decides: bool) -> None:
    """Their own duties, or a worker or who decides, for somebody who cannot."""
    if not (own or is_professional or decides):
        check_decides(None)


def check_handover(
    *, from_person: Any, to_person: Any, same: bool, is_there: bool, has_account: bool
) -> None:
    """Duties go to somebody else, of the same circle, who is still there and can sign in."""
    if same or from_person != to_person or not is_there or not has_account:
        raise RuleBroken(_("Choose somebody else in this circle who can sign in."))
