"""How somebody is reached without danger."""

from unstori.circle.rules.deciding import Standing
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def can_say_how_to_reach(who: Standing) -> bool:
    """The person and who decides for them, each for themselves."""
    return who.is_self or who.speaks_for


def check_safe_contact(*, way: str, to: str, is_email: bool) -> None:
    """A way is of use only with the address or number that is safe."""
    if way != "none" and not to.strip():
        raise RuleBroken(_("Write down the address or number that is safe."))
    if way == "email" and not is_email:
        raise RuleBroken(_("Write down a whole e-mail address, for example mair@example.org."))


def sees_safe_contact(*, own: bool, is_self: bool, is_worker: bool, address_kept: bool) -> bool:
    """Kept like the address, and from everybody else in the family: who must not see it may be one of them."""
    return own or (not address_kept and (is_self or is_worker))
