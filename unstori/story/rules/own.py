"""What somebody says about themselves: whose it is, who may read it."""

from collections.abc import Collection
from uuid import UUID

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

CARER, PROFESSIONAL, GROWN_UP = "carer", "professional", "grown_up"
ADULT = 18


def is_for(*, who: str, kind: str, is_professional: bool, age: int | None = None) -> bool:
    """Whether an own conversation is for somebody in this capacity. What is for a grown-up is never put to a child,
    nor to somebody whose age nobody knows."""
    grown_up = kind == "self" and age is not None and age >= ADULT
    return (
        (who == CARER and kind == "family")
        or (who == PROFESSIONAL and is_professional)
        or (who == GROWN_UP and grown_up)
    )


def check_is_for(*, who: str, kind: str, is_professional: bool, age: int | None = None) -> None:
    """The raising form of `is_for`."""
    if not is_for(who=who, kind=kind, is_professional=is_professional, age=age):
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
