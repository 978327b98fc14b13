"""What the circle asks: which assessments are somebody's to see through, and who takes them over."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.urls import reverse

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.assessment import actions, presenters, queries
from unstori.assessment.models import Assessment
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.people.models import Capacity, Person
from unstori.rights.signals import apart


@receiver(member_leaving, dispatch_uid="assessment.are_duties")
def are_duties(sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any) -> list[Duty]:
    """An assessment that somebody holds is not left behind. A carer's is named by its kind alone."""
    held = queries.held_by(people, capacities)
    return [
        Duty(
            "assessment", str(presenters.kind_of(row).title), row, row.ready_on or row.due_on,
            is_seen=queries.is_seen,
        )
        for row in held
    ]  # fmt: skip


@receiver(duties_handed_over, dispatch_uid="assessment.handed_over")
def handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another owner."""
    actions.hand_over_assessments(
        by=by, person=person, from_capacity=from_capacity, to_capacity=to_capacity, only=rows
    )


@receiver(naming_rows, dispatch_uid="assessment.row_names")
def row_names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """What assessments and decisions are called, for pages that list rows by id."""
    named = {}
    for id, row in queries.names_of(opened, ids).items():
        asked = row if isinstance(row, Assessment) else row.assessment
        name = "assessment:assessment" if row is asked else "assessment:finding"
        named[id] = (presenters.title_of(asked), reverse(name, args=[opened.person.reference, id]))
    return named


@receiver(apart, dispatch_uid="assessment.is_carers")
def is_carers(sender: Any, *, row_id: UUID, **more: Any) -> bool:
    """What was decided about a carer, and all that hangs on it, is no part of the story of whom they care for."""
    return queries.is_carers_own(row_id)
