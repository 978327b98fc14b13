"""What a worker is in all the circles that they are in: for whoever moves or ends them at their organisation."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from unstori.access import queries as access
from unstori.access.models import Grant
from unstori.circle.models import Member
from unstori.circle.queries.duty import duties_among, on_duty_for
from unstori.core import clock
from unstori.people.models import Capacity, Person


@dataclass(frozen=True)
class Owed:
    """In numbers alone: an administrator learns of nobody."""

    circles: int
    duties: int
    key_worker_of: int
    stays: int  # duties that who takes over cannot take, as those people are not open to them


def memberships(capacity: Capacity) -> QuerySet[Member]:
    """The circles that they are in now."""
    here = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return Member.objects.filter(here, capacity=capacity).select_related("person")


def people_around(capacity: Capacity) -> list[Person]:
    """Everybody whom they could owe something: who let them in, or did, and in whose circle they are."""
    ever = Grant.objects.filter(capacity=capacity).values("person_id")
    circles = Member.objects.filter(capacity=capacity).values("person_id")
    seen = access.people_visible_to(access.actor_of(capacity)).values("pk")
    those = Q(pk__in=ever) | Q(pk__in=circles) | Q(pk__in=seen)
    return list(Person.objects.filter(those).order_by("pk"))


def owed_by(capacity: Capacity, takes: Capacity | None = None) -> Owed:
    """What ending them would move, and what would stay."""
    takes = takes or on_duty_for(capacity)
    duties, stays, people = 0, 0, people_around(capacity)
    among = duties_among(people, [capacity])
    taken = takes is not None and takes.pk != capacity.pk
    open_to = access.people_visible_to(access.actor_of(takes)) if takes and taken else Person.objects.none()
    could = set(open_to.filter(pk__in=[person for person, _ in among]).values_list("pk", flat=True))
    for (person, _whose), theirs in among.items():
        duties += len(theirs)
        stays += 0 if person in could else len(theirs)
    key = [member.is_key_worker for member in memberships(capacity)]
    return Owed(circles=len(key), duties=duties, key_worker_of=sum(key), stays=stays)
