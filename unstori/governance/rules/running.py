"""The three kinds of capacity that run it. Who may do what is decided by them, never by a role."""

from datetime import timedelta

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

ADMINISTRATOR, STEWARD, GOVERNANCE = KINDS = ("administrator", "steward", "governance")
KNOWN_BY = ("in_person", "known_number", "long_known")  # how a second person knows who is to run it
INVITED_FOR = timedelta(days=14)  # as an invitation to a circle; the message says two weeks


def can_run(by: Actor) -> bool:
    """Whether there is anything here for them."""
    return by.kind in KINDS and by.vouched and by.organisation_id is not None


def takes_two(kind: str, by: Actor) -> bool:
    """Who runs it is said by two, or by whoever runs the installation (ADR 0065)."""
    return kind in KINDS and not by.is_system


def can_confirm(by: Actor) -> bool:
    """A second person: another who says who works here, or who answers for what is kept."""
    return can_run(by) and by.kind in (ADMINISTRATOR, GOVERNANCE)


def check_somebody_confirms(there: bool) -> None:
    if not there:
        raise RuleBroken(
            _(
                "A second person must confirm this, and there is nobody else yet. Ask whoever looks after Unstori to appoint them."
            )
        )


def check_confirmed(checked: str) -> None:
    """Nobody is confirmed whom the second person does not know. Codes, because the audit holds no content."""
    if checked not in KNOWN_BY:
        raise RuleBroken(_("Say how you know that it is they, by choosing one of the answers."))


def check_why_not(why: str) -> None:
    if not why.strip():
        raise RuleBroken(_("Say why you do not confirm it: whoever asked reads it."))
