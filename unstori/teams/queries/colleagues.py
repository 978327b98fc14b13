"""Who works with whom, and who could take their place."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from unstori.access import queries as access
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member, SharingDecision, SharingState
from unstori.circle.queries.members import gone_from
from unstori.circle.rules import State
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.models import Absence
from unstori.people.models import Capacity, Person
from unstori.teams import rules


def could_stand_in(capacity: Capacity) -> QuerySet[Capacity]:
    """Everybody else who works at the same organisation now; of the own team first is the page's to do."""
    today = clock.today()
    works = (Q(ends_on__isnull=True) | Q(ends_on__gte=today)) & (
        Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    )
    here = Capacity.objects.filter(
        works, organisation=capacity.organisation_id, kind="worker", user__is_active=True
    )
    here = here.exclude(user=capacity.user_id).filter(vouched=True)
    return here.select_related("user", "team", "organisation").order_by("user__name")


def working_with(capacities: Iterable[UUID]) -> QuerySet[Member]:
    """Places in circles that these have now. One who was only asked for, and not let in, does not work with them yet."""
    asked = SharingDecision.objects.filter(with_member=OuterRef("pk"), purpose__in=rules.PURPOSES)
    given = SharingState.objects.filter(decision__with_member=OuterRef("pk"), state=State.GIVEN)
    here = Member.objects.exclude(gone_from()).filter(capacity__in=list(capacities))
    return here.exclude(Exists(asked) & ~Exists(given) & Q(is_key_worker=False))


def people_of(capacity: Capacity) -> list[Person]:
    """In whose circle they are now."""
    return list(
        Person.objects.filter(pk__in=working_with([capacity.pk]).values("person")).order_by("called", "pk")
    )


def seen_by(capacity: Capacity) -> set[UUID]:
    """Of whom somebody sees anything."""
    return set(access.people_visible_to(access.actor_of(capacity)).values_list("pk", flat=True))


def member_of(person: Person, capacity: Capacity) -> Member | None:
    """Somebody's place in a circle, where they have one now."""
    return (
        Member.objects.exclude(gone_from())
        .filter(person=person, capacity=capacity)
        .order_by("created_at")
        .first()
    )


def absences_of(capacities: Iterable[UUID]) -> QuerySet[Absence]:
    """What is said of these, from today on."""
    return directory.absences_of(capacities)


def absence(by: Actor, id: UUID) -> Absence:
    """One that the actor may end. Raises NotFound."""
    rows = Absence.objects.select_related("capacity__user", "stand_in__user")
    found = rows.filter(pk=id, ended_at__isnull=True).first()
    if found is None or not rules.can_say_away(
        by, capacity_id=found.capacity_id, team_id=found.capacity.team_id
    ):
        raise NotFound(reference=str(id), permission=Permission.ADD)
    return found
