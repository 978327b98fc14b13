"""What is shared, on which basis, and what may follow what."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from unstori.access.rules import PRIVATE
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

DATA_BASES = ("public_task", "legal_duty", "vital_interests", "consent")
CONFIDENCE_BASES = ("consent", "direct_care", "legal_duty", "public_interest", "safeguarding")
SAFEGUARDING = "safeguarding"


class State(StrEnum):
    """The states of a sharing decision (standards: sharing)."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    DISPUTED = "disputed"
    EXPIRED = "expired"


# A dispute suspends nothing by itself (Children Act 1989 s. 2(7)), so what is disputed still holds.
IN_FORCE = frozenset({State.GIVEN, State.DISPUTED})
NEXT: Mapping[State | None, frozenset[State]] = {
    None: frozenset({State.ASKED, State.GIVEN}),
    State.ASKED: frozenset({State.GIVEN, State.REFUSED, State.WITHDRAWN}),
    State.GIVEN: frozenset({State.WITHDRAWN, State.INVALIDATED, State.DISPUTED, State.EXPIRED}),
    State.DISPUTED: frozenset({State.GIVEN, State.WITHDRAWN, State.INVALIDATED, State.EXPIRED}),
    State.WITHDRAWN: frozenset({State.INVALIDATED}),
    State.EXPIRED: frozenset({State.INVALIDATED}),
    State.REFUSED: frozenset(),
    State.INVALIDATED: frozenset(),
}


def can_follow(now: str | None, then: str) -> bool:
    return State(then) in NEXT[State(now) if now else None]


def check_follow(now: str | None, then: str) -> None:
    if not can_follow(now, then):
        raise RuleBroken(_("This was already answered or ended. Look at the page again."))


def check_sections(sections: Collection[str], known: Collection[str]) -> None:
    """*Private to me* is never shared by section: the person lets others in, one row at a time."""
    if PRIVATE in sections:
        raise RuleBroken(
            _("What is private is never shared as a whole. Only the person can let somebody in.")
        )
    if not sections or set(sections) - set(known):
        raise RuleBroken(_("Choose what to share."))


def check_bases(data: str, confidence: str) -> None:
    """Two separate questions for every sharing: may the data be used, and may the confidence be opened."""
    if data not in DATA_BASES or confidence not in CONFIDENCE_BASES:
        raise RuleBroken(_("Say on which basis this is shared."))


def check_permission(permission: int, most: int) -> None:
    """Deciding is never shared: it comes from the law, or from the person's own age."""
    if permission > most:
        raise RuleBroken(_("Deciding cannot be shared."))


def check_told(told: bool | None, why_not: str) -> None:
    """Shared without asking: the family was told, or it is written down why not."""
    if not told and not why_not.strip():
        raise RuleBroken(_("Say why the person and family were not told."))
