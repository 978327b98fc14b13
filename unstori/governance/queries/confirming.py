"""Who is to run an organisation, for the second person who confirms it (ADR 0065)."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from unstori.access.door import NotFound
from unstori.access.queries.workplace import place_of, standing_now
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.governance import rules
from unstori.governance.models import WorkInvitation
from unstori.governance.queries.invitations import running, unconfirmed
from unstori.people.models import Capacity, User

TOLD_FOR = timedelta(days=14)  # how long whoever asked reads that it was not confirmed


def check_confirms(by: Actor) -> None:
    """For pages that name no row. Raises NotFound."""
    if not rules.can_confirm(by):
        raise NotFound(reference="", permission=Permission.DECIDE)


def waiting(by: Actor) -> QuerySet[WorkInvitation]:
    """What waits at the actor's organisation; what they are to become themselves is for others."""
    check_confirms(by)
    me = User.objects.filter(pk=by.user_id, email__iexact=OuterRef("email"))
    here = unconfirmed().filter(organisation_id=place_of(by)).exclude(Exists(me))
    return here.order_by("created_at", "pk")


def one(by: Actor, id: UUID) -> WorkInvitation:
    """Raises NotFound."""
    found = waiting(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.DECIDE)
    return found


def not_confirmed(by: Actor) -> QuerySet[WorkInvitation]:
    """What the actor asked for of late and somebody said no to, with why."""
    check_confirms(by)
    mine = WorkInvitation.objects.filter(organisation_id=place_of(by), created_by__user_id=by.user_id)
    since = clock.now() - TOLD_FOR
    return mine.filter(ended_at__gte=since).exclude(ended_why="").select_related("team").order_by("-ended_at")


def seconds(organisation_id: UUID, *, besides: set[UUID]) -> QuerySet[User]:
    """Who else could confirm it, of these accounts none."""
    there = Capacity.objects.filter(standing_now(), organisation_id=organisation_id, vouched=True)
    there = there.filter(kind__in=[rules.ADMINISTRATOR, rules.GOVERNANCE])
    return User.objects.filter(pk__in=there.values("user_id"), is_active=True).exclude(pk__in=besides)


def seconds_to_tell(id: str) -> list[User]:
    """For the message that something waits, while it does."""
    held = unconfirmed().filter(pk=id).first()
    if held is None:
        return []
    return list(
        seconds(held.organisation_id, besides={held.created_by.user_id}).exclude(email__iexact=held.email)
    )


def asker_to_tell(id: str) -> User | None:
    """Whoever asked, for the message that it was answered."""
    held = WorkInvitation.objects.filter(pk=id).select_related("created_by__user").first()
    return held.created_by.user if held and held.created_by.user.is_active else None


def locked(id: UUID) -> WorkInvitation | None:
    """The row as it stands, for who decides on it now."""
    WorkInvitation.objects.select_for_update().filter(pk=id).first()
    return running().filter(pk=id).select_related("account").first()
