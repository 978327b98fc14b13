"""Who may write which entry, and the way from a draft to what stands (ADR 0070)."""

from collections.abc import Collection
from uuid import UUID

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

# Drafts: what may become of one, by what it is now.
STEPS = {"writing": ("asked", "dropped"), "asked": ("live", "back", "dropped"), "back": ("asked", "dropped")}
MOST_FROM_NOBODY = 40  # proposals without an account that may wait at once


def keeps_all(by: Actor) -> bool:
    """A steward, for the whole directory; the system. By kind, never by what somebody's work is called."""
    return by.is_system or (by.kind == "steward" and by.vouched)


def can_edit(by: Actor, *, organisation_id: UUID | None, is_editor: bool) -> bool:
    """`organisation_id`: whose service it is, as far as a steward has confirmed that."""
    ours = organisation_id is not None and by.organisation_id == organisation_id
    runs = by.kind == "administrator" and by.vouched and ours
    return keeps_all(by) or runs or is_editor


def can_name_editors(by: Actor, organisation_id: UUID | None) -> bool:
    ours = organisation_id is not None and by.organisation_id == organisation_id
    return by.kind == "administrator" and by.vouched and ours


def check_keeps_all(by: Actor) -> None:
    if not keeps_all(by):
        raise RuleBroken(_("Only a steward of the directory can decide this."))


def check_edits(allowed: bool) -> None:
    if not allowed:
        raise RuleBroken(_("Only whoever keeps this entry can change it."))


def check_names_editors(by: Actor, organisation_id: UUID | None, *, works_there: bool) -> None:
    if not can_name_editors(by, organisation_id):
        raise RuleBroken(_("Only an administrator of the organisation can name its editors."))
    if not works_there:
        raise RuleBroken(_("Choose somebody who works here now."))


def check_step(state: str, to: str) -> None:
    if to not in STEPS.get(state, ()):
        raise RuleBroken(_("Somebody has decided this already. Look at it again."))


def check_changed(changed: Collection[str]) -> None:
    if not changed:
        raise RuleBroken(_("Nothing is changed yet."))


def can_check(*, user_id: UUID, hands: Collection[UUID]) -> bool:
    """Two pairs of eyes: nobody makes live what they wrote themselves."""
    return user_id not in hands


def check_checks(*, user_id: UUID, hands: Collection[UUID]) -> None:
    if not can_check(user_id=user_id, hands=hands):
        raise RuleBroken(_("You wrote some of this yourself. Somebody else must check it."))


def check_word(word: str) -> None:
    if not word.strip():
        raise RuleBroken(_("Say what is missing, so that they can put it right."))


def check_claim(*, already: bool, why: str) -> None:
    if already:
        raise RuleBroken(_("You have asked for this already, or keep it."))
    if not why.strip():
        raise RuleBroken(_("Say how you know this service, so that somebody can check it."))


def check_for_organisation(by: Actor) -> None:
    if not (by.kind == "administrator" and by.vouched and by.organisation_id):
        raise RuleBroken(_("Only an administrator can say that a service is their organisation’s."))


def check_owner(*, now: UUID | None, read: str, claims: UUID | None) -> None:
    """`claims`: where whoever claims it works. What is somebody else's goes to them only by a steward who read whose it is."""
    if now not in (None, claims) and str(now) != read:
        raise RuleBroken(_("This is kept by another organisation. Read whose it is before you decide."))


def check_open(ended: bool, confirmed: bool) -> None:
    if ended or confirmed:
        raise RuleBroken(_("Somebody has decided this already. Look at it again."))


def check_room(waiting: int) -> None:
    if waiting >= MOST_FROM_NOBODY:
        raise RuleBroken(_("Many groups are waiting to be checked. Please try again in a few days."))
