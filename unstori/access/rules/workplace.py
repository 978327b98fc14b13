"""Who decides who works at an organisation, and as what (ADR 0056)."""

from uuid import UUID

from unstori.access.rules.actor import RUNS, Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

# What an administrator can make somebody; advocates work at an organisation too.
GIVEN = ("worker", "advocate", "administrator", "steward", "governance")
ADVISED = 2  # administrators
# What they are called where nothing else is said (people/definitions/roles.toml).
ROLE = {
    "administrator": "administrator", "steward": "identity_steward", "governance": "information_governance_lead",
    "advocate": "advocate",
}  # fmt: skip
# Why, as a code: the audit holds no content.
WHY_ENDED = ("left", "moved", "mistake", "not_ours")
WHY_RESET = ("lost", "new", "broken")
CHECKED = ("in_person", "known_number", "manager")  # how it is known that it is they who ask


def can_administer(by: Actor, organisation_id: UUID | None) -> bool:
    """An administrator, for their own organisation alone; the system, for whoever runs its commands."""
    ours = organisation_id is not None and by.organisation_id == organisation_id
    return by.is_system or (by.kind == "administrator" and by.vouched and ours)


def can_steward(by: Actor) -> bool:
    """An identity steward whom their organisation knows of (ADR 0059)."""
    return by.kind == "steward" and by.vouched and by.organisation_id is not None


def check_somebody_else(by: Actor, user_id: UUID | None) -> None:
    """Nobody makes themselves something, ends themselves or opens their own account again. Raises RuleBroken."""
    if by.user_id == user_id:
        raise RuleBroken(_("You cannot change what you are yourself. Ask another administrator."))


def check_given(kind: str) -> None:
    if kind not in GIVEN:
        raise RuleBroken(_("Choose one of the kinds that are offered."))


def check_by_one(by: Actor, kind: str) -> None:
    """Who runs it is said by two, or by whoever runs the installation (ADR 0065)."""
    if kind in RUNS and not by.is_system:
        raise RuleBroken(_("A second person must confirm who runs it."))


def check_is_here(is_here: bool) -> None:
    if not is_here:
        raise RuleBroken(_("They do not work here now. Invite them: they say themselves whether they come."))


def check_only_ours(by: Actor, is_elsewhere_too: bool) -> None:
    """What somebody is in another place, or at home, is not this organisation's to open (ADR 0066)."""
    if is_elsewhere_too and not by.is_system:
        raise RuleBroken(
            _(
                "This cannot be done here. Whoever looks after Unstori for you can do it, once they know who asks."
            )
        )


def check_place(*, kind: str, has_team: bool, same_organisation: bool, manages: bool) -> None:
    """A team is one of the organisation's; only a worker manages one, and only the one they work in."""
    if has_team and not same_organisation:
        raise RuleBroken(_("Choose one of your own teams."))
    if manages and not (kind == "worker" and has_team):
        raise RuleBroken(_("Only a worker can manage, and only the team that they work in."))


def check_not_last(kind: str, others: int) -> None:
    """An organisation without an administrator could let nobody in, and put nobody out."""
    if kind == "administrator" and not others:
        raise RuleBroken(
            _("This is the only administrator. Make somebody else administrator first, then end this.")
        )


def check_takes_over(*, same: bool, is_there: bool) -> None:
    if same or not is_there:
        raise RuleBroken(_("Choose a colleague who works here now to take what they owe."))


def check_said(said: str, known: tuple[str, ...]) -> None:
    if said not in known:
        raise RuleBroken(_("Say why, by choosing one of the answers."))
