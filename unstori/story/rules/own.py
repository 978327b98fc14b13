"""What somebody says about themselves: whose it is, who may read it."""

from collections.abc import Collection
from uuid import UUID

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

CARER, PROFESSIONAL = "carer", "professional"


def is_for(*, who: str, kind: str, is_professional: bool) -> bool:
    """Whether an own conversation is for somebody in this capacity."""
    return (who == CARER and kind == "family") or (who == PROFESSIONAL and is_professional)


def check_is_for(*, who: str, kind: str, is_professional: bool) -> None:
    """The raising form of `is_for`."""
    if not is_for(who=who, kind=kind, is_professional=is_professional):
        raise RuleBroken(_("This conversation is for somebody else."))


def check_show(*, finished: bool, chosen: Collection[UUID], around: Collection[UUID]) -> None:
    """It is shown whole, once its author has finished it, and to people who are around them already."""
    if not finished:
        raise RuleBroken(_("Finish it first, then choose who may read it."))
    if not set(chosen) <= set(around):
        raise RuleBroken(_("Choose from the people shown."))


def reads(*, is_author: bool, finished: bool, shown: bool, still_around: bool) -> bool:
    """The author always; others what is finished and shown to them, for as long as they are around."""
    return is_author or (finished and shown and still_around)
