"""Records for which the actor's organisation answers: what stands in the way of erasing, who asked for it."""

from uuid import UUID

from django.db.models import QuerySet

from unstori.access.door import NotFound
from unstori.access.models import LegalHold
from unstori.access.queries import forgetting
from unstori.access.queries.own import own_matters
from unstori.access.queries.workplace import place_of, standing_now
from unstori.access.rules import Actor, Permission
from unstori.governance.models import Erasure
from unstori.people.models import Capacity, Person


def check_governs(by: Actor) -> None:
    """For pages that name nobody. Raises NotFound."""
    if by.kind != "governance" or by.organisation_id is None or not by.vouched:
        raise NotFound(reference="", permission=Permission.SEE)


def erasures(by: Actor) -> QuerySet[Erasure]:
    """What waits, or is about to happen, of records that the actor answers for."""
    check_governs(by)
    open_ones = Erasure.objects.filter(person__authority_id=place_of(by), state__in=["asked", "agreed"])
    open_ones = open_ones.exclude(person__in=own_matters(by))
    return open_ones.select_related("person", "created_by__user", "created_by__organisation").order_by(
        "created_at"
    )


def open_erasure(person: Person) -> Erasure | None:
    """At most one waits at a time."""
    waiting = Erasure.objects.filter(person=person, state__in=["asked", "agreed"])
    return waiting.select_related("created_by__user", "created_by__organisation", "person").first()


def erasure(person: Person, id: UUID) -> Erasure:
    """One that waits. Raises NotFound."""
    found = open_erasure(person)
    if found is None or found.pk != id:
        raise NotFound(reference=str(id), permission=Permission.DECIDE, person_id=person.pk)
    return found


def holds(by: Actor) -> QuerySet[LegalHold]:
    """Every legal hold that stands."""
    return forgetting.holds_answered_for(by)


def holds_on(person: Person) -> QuerySet[LegalHold]:
    return forgetting.holds_on(person).order_by("created_at")


def others_who_govern(by: Actor) -> bool:
    """Whether there is somebody else to agree."""
    here = Capacity.objects.filter(standing_now(), kind=Capacity.Kind.GOVERNANCE, vouched=True)
    here = here.filter(organisation_id=place_of(by), user__is_active=True)
    return here.exclude(user_id=by.user_id).exists()
