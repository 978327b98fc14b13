"""Who runs an organisation is said by two: one asks, a second person who knows them confirms (ADR 0065)."""

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import identity, workplace
from unstori.access.door import NotFound
from unstori.access.queries import workplace as at_work
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import ROLE, check_is_here, check_somebody_else
from unstori.core import clock
from unstori.governance import rules
from unstori.governance.actions import invitations
from unstori.governance.models import WorkInvitation
from unstori.governance.queries import confirming as queries
from unstori.governance.queries import invitations as invited
from unstori.governance.signals import confirming_answered, invited_to_work
from unstori.people.models import Organisation, Team, User


@transaction.atomic
def ask(
    *, by: Actor, user: User, organisation: Organisation, kind: str, role: str = "", team: Team | None = None,
    manages: bool = False, origin: str = "",
) -> WorkInvitation:  # fmt: skip
    """Somebody who works here is to run it too: they do once a second person has confirmed it. NotFound, RuleBroken."""
    workplace.check_works_here(by=by, user=user, organisation_id=organisation.pk)
    return invitations.invite(
        by=by, organisation=organisation, email=user.email, name=user.name, kind=kind, role=role, team=team,
        manages=manages, language=user.language, origin=origin, account=user,
    )  # fmt: skip


@transaction.atomic
def confirm(*, by: Actor, invitation: WorkInvitation, checked: str, origin: str = "") -> None:
    """The second person knows them. The link goes to them now, or they are it from this minute. NotFound, RuleBroken."""
    held = _held(by, invitation)
    rules.check_another(same=held.created_by.user_id == by.user_id)
    rules.check_confirmed(checked)
    now = clock.now()
    said = {"confirmed_at": now, "confirmed_by": by.capacity_id, "valid_until": now + rules.INVITED_FOR}
    WorkInvitation.objects.filter(pk=held.pk).update(**said)
    audit.record(by, "work.confirm", row=held, detail={"kind": held.kind, "checked": checked})
    if held.account is None:
        invited_to_work.send(sender=WorkInvitation, invitation=held, origin=origin)
    else:
        _make(by, held, held.account)
    confirming_answered.send(sender=WorkInvitation, invitation=held, origin=origin)


@transaction.atomic
def refuse(*, by: Actor, invitation: WorkInvitation, why: str, origin: str = "") -> None:
    """Nobody becomes anything. Whoever asked reads why, or takes it back in the same way. NotFound, RuleBroken."""
    held = _held(by, invitation)
    own = held.created_by.user_id == by.user_id
    if not own:
        rules.check_why_not(why)
    said = {"ended_at": clock.now(), "ended_by": by.capacity_id, "ended_why": "" if own else why.strip()}
    WorkInvitation.objects.filter(pk=held.pk).update(**said)
    audit.record(by, "work.take_back" if own else "work.refuse", row=held, detail={"kind": held.kind})
    if not own:
        confirming_answered.send(sender=WorkInvitation, invitation=held, origin=origin)


def _make(by: Actor, held: WorkInvitation, user: User) -> None:
    check_is_here(at_work.is_here(user, held.organisation_id))
    WorkInvitation.objects.filter(pk=held.pk).update(used_at=clock.now(), used_by=user.pk)
    identity.give_capacity(
        by=by, user=user, kind=held.kind, role=held.role or ROLE.get(held.kind, ""),
        organisation=held.organisation, team=held.team, vouched=True,
    )  # fmt: skip


def _held(by: Actor, invitation: WorkInvitation) -> WorkInvitation:
    """As it stands, while it waits, for a second person of this organisation who is not to become it themselves."""
    queries.check_confirms(by)
    held = queries.locked(invitation.pk)
    if held is not None and held.organisation_id != by.organisation_id:
        raise NotFound(reference=str(invitation.pk), permission=Permission.DECIDE)
    rules.check_open(held is not None and held.confirmed_at is None and rules.takes_two(held.kind, by))
    assert held is not None
    account = invited.account_of(held.email)
    check_somebody_else(by, account.pk if account else None)
    return held
