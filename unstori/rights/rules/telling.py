"""Writing down what somebody said who cannot sign in: whose words, on which day, how; and how the answer reaches them."""

from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

LETTER, LINES = (
    "letter",
    range(2, 8),
)  # a letter has at least a street and a postcode; the post takes seven lines


def can_write_for(kind: str, *, adds: bool) -> bool:
    """Who works with the person and may add to their story."""
    return kind == "worker" and adds


def check_write_for(
    *, kind: str, adds: bool, has_account: bool, on: date | None, how: str, today: date
) -> None:
    """Nobody speaks for somebody who can; for others it is said when and how they said it. Raises RuleBroken."""
    if not can_write_for(kind, adds=adds):
        raise RuleBroken(
            _("Only who works with them and may add to the story writes this down for somebody.")
        )
    if has_account:
        raise RuleBroken(_("They can sign in, so they say it themselves."))
    if on is None or not how:
        raise RuleBroken(_("Say on which day they said it, and how."))
    if on > today:
        raise RuleBroken(_("Choose the day on which they said it. It cannot be a day to come."))


def check_reply(*, by: str, to: str) -> None:
    """How the answer reaches them. Raises RuleBroken."""
    if by == LETTER and len([line for line in to.splitlines() if line.strip()]) not in LINES:
        raise RuleBroken(_("Write where a letter reaches them safely: two to seven lines."))


def check_carried(*, wanted: bool, done: bool) -> None:
    """Once for each answer. Raises RuleBroken."""
    if not wanted:
        raise RuleBroken(_("Who disagrees reads the answer here themselves."))
    if done:
        raise RuleBroken(_("This was done already."))
