"""Who works at an organisation: for whoever administers it, and for nobody else."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from unstori.access import policy
from unstori.access.models import AuditEvent, Grant
from unstori.access.rules import RUNS, Actor
from unstori.access.rules.workplace import GIVEN
from unstori.core import clock
from unstori.people.models import Capacity, Organisation, Team, User


def standing_now() -> Q:
    """Capacities that hold today."""
    today = clock.today()
    return (Q(starts_on__isnull=True) | Q(starts_on__lte=today)) & (
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )


def place_of(by: Actor) -> UUID:
    """Where the actor acts. Whoever acts nowhere administers nothing: there is nothing there for them."""
    if by.organisation_id is None:
        raise Http404
    return by.organisation_id


def capacities_at(organisation_id: UUID) -> QuerySet[Capacity]:
    """Everything that anybody is or was at one organisation. What else they are in life is not here."""
    here = Capacity.objects.filter(organisation_id=organisation_id, kind__in=GIVEN)
    return here.select_related("user", "team", "organisation", "person")


def organisation_of(by: Actor) -> Organisation:
    """Where the actor acts."""
    return Organisation.objects.get(pk=place_of(by))


def accounts_at(by: Actor) -> QuerySet[User]:
    """The accounts that work, or worked, at the actor's organisation; with their second step and last day."""
    seconds = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
    here = Capacity.objects.filter(organisation_id=place_of(by), kind__in=GIVEN)
    return User.objects.filter(pk__in=here.values("user_id")).annotate(second_step=Exists(seconds))


def last_active(capacities: Iterable[Capacity]) -> dict[UUID, datetime]:
    """When each last did anything in this capacity. Signing in belongs to the account, so it does not count."""
    newest = AuditEvent.objects.filter(capacity_id=OuterRef("pk")).order_by("-created_at")
    those = Capacity.objects.filter(pk__in=[each.pk for each in capacities])
    found = those.annotate(last=Subquery(newest.values("created_at")[:1])).values_list("pk", "last")
    return {pk: last for pk, last in found if last}


def others_who_administer(capacity: Capacity) -> int:
    """How many more administrators the organisation has, by account."""
    same = Capacity.objects.filter(standing_now(), organisation=capacity.organisation)
    same = same.filter(kind=Capacity.Kind.ADMINISTRATOR, vouched=True, user__is_active=True)
    return same.exclude(user_id=capacity.user_id).values("user_id").distinct().count()


def administrators(by: Actor) -> int:
    """How many accounts administer the actor's organisation."""
    here = Capacity.objects.filter(standing_now(), organisation_id=place_of(by), vouched=True)
    return (
        here.filter(kind=Capacity.Kind.ADMINISTRATOR, user__is_active=True)
        .values("user_id")
        .distinct()
        .count()
    )


def works_now(capacity: Capacity) -> bool:
    """Whether somebody is there today, as their organisation knows."""
    return Capacity.objects.filter(standing_now(), pk=capacity.pk, user__is_active=True).exists()


def is_here(user: User, organisation_id: UUID) -> bool:
    """Whether an account works at an organisation today."""
    here = Capacity.objects.filter(standing_now(), user=user, organisation_id=organisation_id, kind__in=GIVEN)
    return user.is_active and here.exists()


def is_elsewhere_too(user: User, organisation_id: UUID) -> bool:
    """Whether an account opens more than what it is at this organisation."""
    now = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    return Capacity.objects.filter(now, user=user).exclude(organisation_id=organisation_id).exists()


def runs_with(email: str, organisation_id: UUID | None) -> bool:
    """Whether somebody who runs an organisation signs in with this address."""
    theirs = Capacity.objects.filter(standing_now(), user__email__iexact=email, kind__in=RUNS)
    return theirs.filter(Q(organisation_id=organisation_id)).exists()


def teams_of_duty(capacity: Capacity) -> QuerySet[Team]:
    """The teams for which somebody is on duty."""
    return Team.objects.filter(on_duty=capacity)


def sessions_of(user: User) -> list[str]:
    """The keys under which somebody is signed in. A session does not say whose it is until it is read."""
    standing = Session.objects.filter(expire_date__gt=clock.now())
    return [
        each.session_key
        for each in standing.iterator()
        if each.get_decoded().get("_auth_user_id") == str(user.pk)
    ]


def sharing_with(team: Team) -> int:
    """How many people share something with a team itself."""
    held = Grant.objects.filter(policy.standing(), team=team)
    return held.values("person_id").distinct().count()
