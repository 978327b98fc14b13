"""What can be done with a team."""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def check_on_duty(*, works_there: bool) -> None:
    if not works_there:
        raise RuleBroken(_("Only somebody who works in the team can be on duty for it."))


def check_close(*, workers: int) -> None:
    """Whoever still works in it would lose what they see."""
    if workers:
        raise RuleBroken(_("People still work in this team. Give each of them another team first."))


def check_ends(*, ended: bool) -> None:
    if ended:
        raise RuleBroken(_("This has ended already."))
