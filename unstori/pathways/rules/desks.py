"""Who may say that a team answers for a service: the team's manager and who keeps the entry, both of them."""

from uuid import UUID

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


def speaks_for_team(by: Actor, *, team: UUID, organisation: UUID) -> bool:
    """Who manages it, or administers where it belongs to. By kind and `manages`, never by what their work is called."""
    runs = by.kind == "administrator" and by.vouched and by.organisation_id == organisation
    return by.is_system or runs or (by.kind == "worker" and by.vouched and by.manages and by.team_id == team)


def check_asks(*, for_team: bool, keeps: bool) -> None:
    """One of the two sides asks; who is both opens it at once. Raises RuleBroken."""
    if not (for_team or keeps):
        raise RuleBroken(
            _("Only who manages the team, or keeps the entry, can say that a team answers for it.")
        )


def check_decides(*, asked_by_team: bool, for_team: bool, keeps: bool, decided: bool) -> None:
    """The other side says so. Raises RuleBroken."""
    if decided:
        raise RuleBroken(_("Somebody has decided this already."))
    if not (keeps if asked_by_team else for_team):
        raise RuleBroken(_("The other side decides this: it takes the team and who keeps the entry."))


def check_free(*, taken: bool, asked: bool) -> None:
    """Raises RuleBroken."""
    if taken:
        raise RuleBroken(_("A team answers for this service already. It ends there first."))
    if asked:
        raise RuleBroken(_("This has been asked already, and is waiting for an answer."))


def check_places(*, free: int, whole: int | None) -> None:
    """Raises RuleBroken."""
    if whole is not None and free > whole:
        raise RuleBroken(_("There cannot be more free places than places."))
