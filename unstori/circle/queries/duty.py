"""What somebody owes the person, and who is on duty where they work."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.circle.models import Member, SharingDecision
from unstori.circle.signals import Duty, member_leaving
from unstori.directory import queries as directory
from unstori.people.models import Capacity, Person


def duties_of(person: Person, capacity: Capacity | None) -> list[Duty]:
    """What somebody owes this person, as the rooms above know it; the earliest due first."""
    return duties_among([person], [capacity])[person.pk, capacity.pk] if capacity else []


def duties_among(
    people: Collection[Person], capacities: Collection[Capacity]
) -> Mapping[tuple[UUID, UUID], list[Duty]]:
    """The same of many, by person and capacity, in as many queries for thirty as for one."""
    answers: list[Any] = member_leaving.send(sender=Member, people=list(people), capacities=list(capacities))
    duties: list[Duty] = [duty for _receiver, found in answers for duty in found or []]
    among: dict[tuple[UUID, UUID], list[Duty]] = defaultdict(list)
    for duty in sorted(duties, key=lambda duty: (duty.due_on or date.max, duty.title)):
        among[duty.row.person_id, duty.whose or duty.row.owner_id].append(duty)  # type: ignore[attr-defined]
    return among


@dataclass(frozen=True)
class DutiesSeen:
    """What one reader may know of what somebody owes: what it is, and how many things more there are."""

    seen: list[Duty]
    others: int

    def __len__(self) -> int:
        return len(self.seen) + self.others


def duties_seen(opened: Opened, capacity: Capacity | None) -> DutiesSeen:
    """For pages; what goes is `duties_of`. What is kept from the reader leaves no trace, not in the number either."""
    return _as_seen(opened, duties_of(opened.person, capacity))


def duties_seen_of_many(several: Collection[Opened], capacity: Capacity) -> dict[UUID, DutiesSeen]:
    """The same for a page that lists people, by person."""
    among = duties_among([one.person for one in several], [capacity])
    return {one.person.pk: _as_seen(one, among[one.person.pk, capacity.pk]) for one in several}


def _as_seen(opened: Opened, duties: list[Duty]) -> DutiesSeen:
    there = [duty for duty in duties if opened.is_there(duty.row)]
    seen = [duty for duty in there if duty.is_seen(opened, duty.row)]
    return DutiesSeen(seen, len(there) - len(seen))


def held_through(decision: SharingDecision) -> list[Capacity]:
    """Workers who saw the story by a decision: one, or everybody of a team. Nobody counts an organisation."""
    if decision.with_team:
        return list(directory.workers_of(decision.with_team))
    here = decision.with_member.capacity if decision.with_member else None
    return [here] if here and here.kind == Capacity.Kind.WORKER else []


def on_duty_for(capacity: Capacity) -> Capacity | None:
    """Who is on duty where somebody works."""
    team = directory.team(capacity.team_id)
    return team.on_duty if team else None


def sees_person(capacity: Capacity, person: Person) -> bool:
    """Whether somebody may see anything of this story now."""
    return access.people_visible_to(access.actor_of(capacity)).filter(pk=person.pk).exists()
