"""Erasing somebody for good: by two, where there are two, and never by a slip of the hand.

Source: UK GDPR articles 5(1)(f), 17 and 24; ADR 0024.
"""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def check_typed(typed: str, reference: str) -> None:
    if typed.strip().casefold() != reference.casefold():
        raise RuleBroken(_("Type the reference exactly as it stands on this page. Nothing was erased."))


def check_another(*, same: bool) -> None:
    if same:
        raise RuleBroken(_("Somebody else must agree to what you asked for."))


def check_open(is_open: bool) -> None:
    if not is_open:
        raise RuleBroken(_("This was already answered or ended. Look at the page again."))
