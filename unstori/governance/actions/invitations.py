"""Inviting somebody to work at an organisation, and their coming (ADR 0056)."""

from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access import queries as access
from unstori.access.actions import identity, workplace
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import check_somebody_else
from unstori.circle.rules import check_is_new
from unstori.core import clock, ids
from unstori.governance.models import WorkInvitation
from unstori.governance.queries import invitations as queries
from unstori.governance.rules import INVITED_FOR
from unstori.governance.signals import invited_to_work
from unstori.people.models import Capacity, Organisation, Team, User


@transaction.atomic
def invite(
    *, by: Actor, organisation: Organisation, email: str, name: str, kind: str, role: str = "",
    team: Team | None = None, manages: bool = False, language: str = "en", origin: str = "",
) -> WorkInvitation:  # fmt: skip
    """A link to one address. A new one to the same address replaces any before it. NotFound, RuleBroken."""
    workplace.check_place(by=by, organisation_id=organisation.pk, kind=kind, team=team, manages=manages)
    account = queries.account_of(email)
    check_somebody_else(by, account.pk if account else None)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    earlier = WorkInvitation.objects.filter(
        organisation=organisation, email__iexact=email, used_at__isnull=True
    )
    earlier.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by.capacity_id)
    said: dict[str, Any] = {
        "kind": kind,
        "role": role,
        "team": team,
        "manages": manages,
        "language": language,
    }
    made = WorkInvitation(
        id=ids.row_id(), organisation=organisation, email=email, name=name, created_by_id=by.capacity_id,
        valid_until=clock.now() + INVITED_FOR, **said,
    )  # fmt: skip
    made.token_digest = queries.digest_of(queries.token_of(made))
    made.save(force_insert=True)
    audit.record(by, "work.invite", row=made, detail={"kind": kind, "manages": manages})
    invited_to_work.send(sender=WorkInvitation, invitation=made, origin=origin)
    return made


@transaction.atomic
def take_back(*, by: Actor, invitation: WorkInvitation) -> None:
    """The link stops working."""
    workplace.require_administers(by=by, organisation_id=invitation.organisation_id)
    WorkInvitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(
        ended_at=clock.now(), ended_by=by.capacity_id
    )
    audit.record(by, "work.take_back", row=invitation)


@transaction.atomic
def accept(
    *,
    by: Actor,
    token: str,
    user: User | None = None,
    name: str = "",
    password: str = "",
    language: str = "en",
) -> Capacity:
    """Use the link: a new account, or the one signed in. NotFound when it was used, is over or for another."""
    invitation = queries.invitation_by(token, user)
    if invitation is None or not _use(invitation):
        raise NotFound(reference="invitation", permission=Permission.SEE)
    if user is None:
        check_is_new(queries.account_of(invitation.email) is not None)
        user = identity.open_account(
            by=by, email=invitation.email, name=name, password=password, language=language
        )
    WorkInvitation.objects.filter(pk=invitation.pk).update(used_by=user.pk)
    capacity = identity.give_capacity(
        by=by, user=user, kind=invitation.kind, role=invitation.role, organisation=invitation.organisation,
        team=invitation.team, manages=invitation.manages, vouched=True,
    )  # fmt: skip
    audit.record(access.actor_of(capacity), "work.accept", row=invitation)
    return capacity


def _use(invitation: WorkInvitation) -> bool:
    """In one statement, so that of two who press at once only one is let in."""
    unused = WorkInvitation.objects.filter(pk=invitation.pk, used_at__isnull=True, ended_at__isnull=True)
    return unused.update(used_at=clock.now()) == 1
