"""Who may say that something is forgotten or must not be, and on what terms.

Source: UK GDPR articles 5(1)(e) and 17; ADR 0024.
"""

from collections.abc import Iterable

from unstori.access.rules.actor import Actor
from unstori.access.rules.safety import check_reason
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def can_forget(by: Actor, authority_id: object) -> bool:
    """The information governance of the responsible authority; the system, for whoever runs its commands."""
    governs = by.kind == "governance" and by.organisation_id is not None
    return by.is_system or (governs and by.organisation_id == authority_id)


def check_not_held(held: bool) -> None:
    """A legal hold stands above every other rule. Raises RuleBroken."""
    if held:
        raise RuleBroken(
            _("There is a legal hold on this record. Nothing of it may be erased until it is lifted.")
        )


def check_erasing(reason: str, names: Iterable[str]) -> None:
    """The reason stays when everything else has gone, so it names nobody. Raises RuleBroken."""
    check_reason(reason)
    words = set(reason.casefold().split())
    if words & {word for name in names for word in name.casefold().split()}:
        raise RuleBroken(_("Say why without the person's name: the reason stays."))
