"""Who says what of the plan, and with which reasons."""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

NEEDS_REASONS = ("in_part", "disagrees")
ANSWERED = ("said", "wrote", "shown")
VERDICTS = ("agrees", *NEEDS_REASONS)


def check_verdict(verdict: str, reasons: str) -> None:
    """Agreeing in part, or not, is heard with its reasons. Raises RuleBroken."""
    if verdict not in VERDICTS:
        raise RuleBroken(_("Choose one of the answers."))
    if verdict in NEEDS_REASONS and not reasons.strip():
        raise RuleBroken(_("Say what you do not agree with, so that it can be put right."))


def check_spoken_for(*, has_account: bool, basis: str) -> None:
    """Nobody answers for somebody who can answer; for others it is said how their answer is known."""
    if has_account:
        raise RuleBroken(_("They can sign in, so they give their own answer."))
    if basis not in ANSWERED:
        raise RuleBroken(_("Say how they told you."))
