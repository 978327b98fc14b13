"""Links that are open, and whom they are for."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.circle import rules
from unstori.circle.models import Invitation
from unstori.circle.queries.deciding import deciding_as, standing_of
from unstori.core import clock
from unstori.people.models import Capacity, Person, User

signer = Signer(salt="circle.invitation")


def invitation(opened: Opened, id: UUID) -> Invitation:
    """One invitation that the actor made and nobody used. Raises NotFound."""
    mine = Invitation.objects.filter(created_by_id=opened.actor.capacity_id, used_at__isnull=True)
    found = opened.rows(mine.filter(pk=id, ended_at__isnull=True)).select_related("member").first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
    return found


def token_of(invitation: Invitation) -> str:
    """The link's secret. It is made from the row's id and our key, so that it is stored nowhere."""
    return signer.sign(invitation.pk.hex)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def invitation_to_send(id: str) -> Invitation | None:
    """One invitation, for the job that sends it, while it is open."""
    return _open_invitations().filter(pk=id).exclude(email="").first()


def invitation_by(token: str, user: User | None = None) -> Invitation | None:
    """The invitation behind a link, for whoever holds it: unused, in time, not taken back; or alike None."""
    rows = _behind(token, _open_invitations().filter(tries__lt=rules.MOST_TRIES))
    found = rows.select_related("person", "member", "created_by__user").first()
    return found if found and _is_for(found, user) else None


def person_of_link(token: str) -> UUID | None:
    """For the audit alone: whose circle a link of ours was for, also when it works no more."""
    return _behind(token, Invitation.objects.all()).values_list("person_id", flat=True).first()


def _open_invitations() -> QuerySet[Invitation]:
    now = clock.now()
    return Invitation.objects.filter(used_at__isnull=True, ended_at__isnull=True, valid_until__gt=now)


def _behind(token: str, rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    try:
        signer.unsign(token)
    except BadSignature:
        return rows.none()
    return rows.filter(token_digest=digest_of(token))


def _is_for(invitation: Invitation, user: User | None) -> bool:
    """Not for another account than was invited, nor for somebody who has left meanwhile.

    And who invited the person, or is family, is not the person: a parent who opens their child's link would
    read what is private to the child.
    """
    if user and invitation.email and user.email.casefold() != invitation.email.casefold():
        return False
    if invitation.member is not None:
        return rules.is_there(invitation.member.ends_on, clock.today())
    if user is None:
        return True
    others = Capacity.objects.filter(user=user, person=invitation.person).exclude(kind=Capacity.Kind.SELF)
    return user.pk != invitation.created_by.user_id and not others.exists()


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def has_own_account(person: Person) -> bool:
    """Whether the person can sign in as themself."""
    return Capacity.objects.filter(person=person, kind=Capacity.Kind.SELF, ends_on__isnull=True).exists()


def is_related(person: Person, user_id: UUID) -> bool:
    """Whether somebody has a capacity of family or friend of the person, in whichever they act now."""
    return Capacity.objects.filter(user_id=user_id, person=person, kind=Capacity.Kind.FAMILY).exists()


def inviter(opened: Opened) -> dict[str, Any]:
    """What the rule on inviting the person asks about the actor."""
    return {
        "who": standing_of(opened),
        "decides": deciding_as(opened) is not None,
        "is_related": is_related(opened.person, opened.actor.user_id),
        "is_system": opened.actor.is_system,
    }


def may_invite_person(opened: Opened) -> bool:
    """Whether the actor may invite the person, who cannot sign in yet; the page tells others who may."""
    return not has_own_account(opened.person) and rules.can_invite_person(**inviter(opened))
