"""Who sees a process through does not leave it to nobody; and what processes are called on pages of other rooms."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.urls import reverse

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.pathways import proceeding
from unstori.pathways.actions import processes as actions
from unstori.pathways.queries import processes as queries
from unstori.people.models import Capacity, Person
from unstori.plan.models import Issue
from unstori.plan.signals import issued


@receiver(member_leaving, dispatch_uid="pathways.processes_seen_through")
def what_they_see_through(
    sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any
) -> list[Duty]:
    """Whoever must decide goes on deciding: somebody of them takes it over by name."""
    return [
        Duty("process", str(proceeding.kind(row.kind, row.kind_version).name), row, None, whose=row.owner_id)
        for row in queries.owned_by(people, capacities)
    ]


@receiver(duties_handed_over, dispatch_uid="pathways.processes_handed_over")
def handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another name."""
    actions.hand_over_processes(by=by, person=person, leaving=from_capacity, to=to_capacity, rows=rows)


@receiver(issued, dispatch_uid="pathways.plan_issued")
def plan_issued(
    sender: Any, *, by: Actor, opened: Opened, issue: Issue, what: str, words: str, school: str, **more: Any
) -> None:
    """What the plan says of itself, its process need not be told again."""
    actions.say_issued(by=by, opened=opened, layout=issue.layout, what=what, words=words, school=school)


@receiver(naming_rows, dispatch_uid="pathways.process_names")
def names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """A step is called what its process is called."""
    return {
        id: (
            str(proceeding.kind(row.kind, row.kind_version).name),
            reverse("pathways:process", args=[opened.person.reference, row.pk]),
        )
        for id, row in queries.names_of(opened, ids).items()
    }
