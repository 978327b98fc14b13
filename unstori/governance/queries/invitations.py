"""Links that are open, and whom they are for."""

from contextlib import suppress
from hashlib import sha256
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from unstori.access.door import NotFound
from unstori.access.queries.workplace import place_of, standing_now
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import can_administer
from unstori.core import clock
from unstori.governance.models import WorkInvitation
from unstori.governance.rules import KINDS
from unstori.people.models import Capacity, Organisation, User

signer = Signer(salt="governance.work")


def token_of(invitation: WorkInvitation) -> str:
    """The link's secret. It is made from the row's id and our key, so that it is stored nowhere."""
    return signer.sign(invitation.pk.hex)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def open_invitations() -> QuerySet[WorkInvitation]:
    """Unused, in time, not taken back; from somebody who may still invite; confirmed, where that takes two."""
    return running().filter(account__isnull=True).exclude(_takes_two(), confirmed_at__isnull=True)


def running() -> QuerySet[WorkInvitation]:
    """Those, and what still waits for a second person."""
    now = clock.now()
    waiting = WorkInvitation.objects.filter(used_at__isnull=True, ended_at__isnull=True, valid_until__gt=now)
    may = Capacity.objects.filter(standing_now(), kind__in=["administrator", "system"])
    return waiting.filter(created_by__in=may).select_related("organisation", "team", "created_by__user")


def unconfirmed() -> QuerySet[WorkInvitation]:
    """What nobody has confirmed yet."""
    return running().filter(_takes_two(), confirmed_at__isnull=True)


def _takes_two() -> Q:
    """As `rules.takes_two` says it of an actor."""
    return Q(kind__in=KINDS) & ~Q(created_by__kind=Capacity.Kind.SYSTEM)


def waiting_at(by: Actor) -> QuerySet[WorkInvitation]:
    """Who was invited to the actor's organisation and has not come yet."""
    if by.organisation_id is None or not can_administer(by, by.organisation_id):
        raise NotFound(reference="", permission=Permission.SEE)
    return open_invitations().filter(organisation_id=place_of(by)).order_by("name")


def invitation_at(by: Actor, id: UUID) -> WorkInvitation:
    """One of them. Raises NotFound."""
    mine = can_administer(by, by.organisation_id)
    found = running().filter(pk=id, organisation_id=place_of(by)).first() if mine else None
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def invitation_to_send(id: str) -> WorkInvitation | None:
    """For the job that sends it, while it is open."""
    return open_invitations().filter(pk=id).first()


def invitation_by(token: str, user: User | None = None) -> WorkInvitation | None:
    """The invitation behind a link, for whoever holds it, or alike None. Not for another account than was invited."""
    try:
        signer.unsign(token)
    except BadSignature:
        return None
    found = open_invitations().filter(token_digest=digest_of(token)).first()
    if found and user and user.email.casefold() != found.email.casefold():
        return None
    return found


def account_of(email: str) -> User | None:
    """Who signs in with this address."""
    return User.objects.filter(email__iexact=email).first()


def organisations_by(said: str) -> list[Organisation]:
    """Those that a command means: by name in either language, code or id."""
    with suppress(ValueError):
        return list(Organisation.objects.filter(pk=UUID(said)))
    by_name = Q(name_en__iexact=said) | Q(name_cy__iexact=said)
    return list(
        Organisation.objects.filter(by_name | (Q(code__iexact=said) & ~Q(code=""))).order_by("name_en")
    )
