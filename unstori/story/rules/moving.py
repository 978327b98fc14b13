"""Living in the area of another authority."""

from datetime import date

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def can_say_moved(by: Actor, *, decides: bool, adds: bool, answers: bool) -> bool:
    """Who decides says it; or who works for the authority that answers now, told by the family."""
    return decides or (by.kind == "worker" and by.vouched and adds and answers)


def check_moved(*, same: bool, since: date, today: date) -> None:
    if same:
        raise RuleBroken(_("This authority answers already."))
    if since > today:
        raise RuleBroken(_("Say it when you have moved. Until then the authority here must go on."))
