"""Inviting somebody to work at an organisation, and their coming (ADR 0056)."""

from django.db import transaction

from unstori.access import audit
from unstori.access import queries as access
from unstori.access.actions import identity, workplace
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import check_somebody_else
from unstori.circle.rules import check_is_new
from unstori.core import clock, ids
from unstori.governance import rules
from unstori.governance.models import WorkInvitation
from unstori.governance.queries import confirming
from unstori.governance.queries import invitations as queries
from unstori.governance.signals import confirming_asked, invited_to_work
from unstori.people.models import Capacity, Organisation, Team, User


@transaction.atomic
def invite(
    *, by: Actor, organisation: Organisation, email: str, name: str, kind: str, role: str = "",
    team: Team | None = None, manages: bool = False, language: str = "en", origin: str = "",
    account: User | None = None,
) -> WorkInvitation:  # fmt: skip
    """A link to one address. A new one to the same address replaces any before it. NotFound, RuleBroken.

    Who is to run it waits for a second person first; who has an account here already needs no link.
    """
    workplace.check_place(by=by, organisation_id=organisation.pk, kind=kind, team=team, manages=manages)
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    waits = rules.takes_two(kind, by)
    _check_whom(by, organisation, email, waits)
    _end_earlier(by, organisation, email)
    made = WorkInvitation(
        id=ids.row_id(), organisation=organisation, email=email, name=name, created_by_id=by.capacity_id,
        valid_until=clock.now() + rules.INVITED_FOR, kind=kind, role=role, team=team, manages=manages,
        language=language, account=account,
    )  # fmt: skip
    made.token_digest = queries.digest_of(queries.token_of(made))
    made.save(force_insert=True)
    audit.record(by, "work.invite", row=made, detail={"kind": kind, "manages": manages})
    wants = confirming_asked if waits else invited_to_work
    wants.send(sender=WorkInvitation, invitation=made, origin=origin)
    return made


def _check_whom(by: Actor, organisation: Organisation, email: str, waits: bool) -> None:
    """Not themselves; and whoever is to run it only where there is a second person to confirm it."""
    theirs = queries.account_of(email)
    check_somebody_else(by, theirs.pk if theirs else None)
    if waits:
        besides = {by.user_id, *({theirs.pk} if theirs else ())}
        rules.check_somebody_confirms(confirming.seconds(organisation.pk, besides=besides).exists())


def _end_earlier(by: Actor, organisation: Organisation, email: str) -> None:
    earlier = WorkInvitation.objects.filter(
        organisation=organisation, email__iexact=email, used_at__isnull=True
    )
    earlier.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by.capacity_id)


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
    workplace.joined(by=by, capacity=capacity)
    audit.record(access.actor_of(capacity), "work.accept", row=invitation)
    return capacity


def _use(invitation: WorkInvitation) -> bool:
    """In one statement, so that of two who press at once only one is let in."""
    unused = WorkInvitation.objects.filter(pk=invitation.pk, used_at__isnull=True, ended_at__isnull=True)
    return unused.update(used_at=clock.now()) == 1
