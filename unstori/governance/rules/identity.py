"""Who may say that two records are of one person, and what can be said after what (ADR 0059)."""

from uuid import UUID

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

SAME, DIFFERENT, UNSURE, APART = "same", "different", "unsure", "apart"
SAID = (SAME, DIFFERENT, UNSURE)


def may_be_said(said: str, stands: str) -> bool:
    """What can be answered while something stands; a link is undone first, and nothing else is undone."""
    if said == APART:
        return stands == SAME
    return said in SAID and stands != SAME


def check_said(said: str, stands: str) -> None:
    """Raises RuleBroken."""
    if not may_be_said(said, stands):
        raise RuleBroken(_("Somebody answered meanwhile. Look at the two records again."))


def check_why(why: str) -> None:
    if len(why.strip()) < 5:
        raise RuleBroken(_("Say in a sentence how you know. Whoever looks later must be able to follow it."))


def check_two(one: UUID, other: UUID) -> None:
    if one == other:
        raise RuleBroken(_("These are the same record. Give the reference of another one."))


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """A pair is one pair, whichever is named first."""
    return (one, other) if one < other else (other, one)
