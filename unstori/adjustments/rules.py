"""When a flag may be set, and what becomes of it. Pure.

Source: NHS England, Reasonable Adjustment Digital Flag: nothing is flagged without consent, and revoking removes it.
"""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

SECTION, HEALTH, FACT = "about_me", "health", "adjustments"
GIVEN, NO, REVOKED = "RACONSENT", "RADISSENT", "RAREVOKED"
OTHER = "10"


def next_state(now: str, agrees: bool) -> str:
    """What a yes or a no makes of what holds; raises RuleBroken when it says nothing new."""
    if agrees and now != GIVEN:
        return GIVEN
    if agrees:
        raise RuleBroken(_("It is shared already."))
    if now in (NO, REVOKED):
        raise RuleBroken(_("It is not shared. Nothing needs to be stopped."))
    return REVOKED if now == GIVEN else NO


def check_told(authority: str, said_by: str) -> None:
    """Who does not decide writes down who did, and with what right. Raises RuleBroken."""
    if not (authority and said_by.strip()):
        raise RuleBroken(_("Say who decided this, and with what right."))


def check_written_down(*, agrees: bool, own_no: bool) -> None:
    """A no that somebody said here themselves is not turned into a yes by who writes down what they heard."""
    if agrees and own_no:
        raise RuleBroken(_("They said no here themselves. Only they, or who decides now, can say yes."))


def check_flag(consent: str) -> None:
    """Nothing is flagged before somebody who decides said yes. Raises RuleBroken."""
    if consent != GIVEN:
        raise RuleBroken(_("Somebody who decides must say first that this may be shared."))


def can_flag(consent: str) -> bool:
    return consent == GIVEN


def check_impairments(codes: list[str], other: str) -> None:
    """ "Something else" says what. Raises RuleBroken."""
    if OTHER in codes and not other.strip():
        raise RuleBroken(_("Say what the something else is."))
