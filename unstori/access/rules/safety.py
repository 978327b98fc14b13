"""Opening a record in an emergency, and keeping one thing from one person: dated, reasoned, never for ever.

Source: standards on sharing (breaking the glass; withholding where seeing would put someone in danger).
"""

from datetime import date, timedelta

from unstori.access.rules.actor import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

GLASS_OPEN_FOR = timedelta(hours=4)
GLASS_TRIES, GLASS_WITHIN = 5, timedelta(hours=1)
REASON_AT_LEAST = 20
WITHHELD_AT_MOST = timedelta(days=366)


def can_break_glass(by: Actor) -> bool:
    """Workers alone: a family or an advocate asks the person, governance asks those who hold the record."""
    return by.kind == "worker" and by.vouched


def check_tries(tries: int) -> None:
    """Looking people up by guessing must not be worth while. Raises RuleBroken."""
    if tries >= GLASS_TRIES:
        raise RuleBroken(_("You have tried too many times. Wait an hour, or ask the person's team."))


def check_reason(reason: str) -> None:
    """A reason that somebody else can review. Raises RuleBroken."""
    if len(reason.strip()) < REASON_AT_LEAST:
        raise RuleBroken(_("Say why in a full sentence, so that somebody else can understand it."))


def check_review(*, by: Actor, opened_by_user: object, reviewed: bool) -> None:
    """Somebody else looks at it, once. Raises RuleBroken."""
    if reviewed:
        raise RuleBroken(_("This has been reviewed already."))
    if by.user_id == opened_by_user:
        raise RuleBroken(_("Somebody else must review what you opened."))


def check_withholding(*, reason: str, review_on: date, ends_on: date, today: date) -> None:
    """A reason, a review on the way, and an end within a year. Raises RuleBroken."""
    check_reason(reason)
    if not today < review_on < ends_on:
        raise RuleBroken(_("Choose a day for the review that comes after today and before the end."))
    if ends_on > today + WITHHELD_AT_MOST:
        raise RuleBroken(_("Nothing is kept from somebody for more than a year at a time."))


def can_look_up_to_withhold(by: Actor) -> bool:
    """Governance holds no grant: it comes to a person of its own organisation by what a court order names."""
    return by.kind == "governance" and by.organisation_id is not None


def can_withhold(by: Actor, *, adds_to_safeguarding: bool, authority_id: object) -> bool:
    """A professional who adds to safeguarding, or the information governance of the responsible authority."""
    if by.kind == "governance":
        return by.organisation_id is not None and by.organisation_id == authority_id
    return by.is_professional and by.vouched and adds_to_safeguarding
