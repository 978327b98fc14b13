"""What the circle asks: whose reviews are they, and who takes them over."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from unstori.access.rules import Actor
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.people.models import Capacity, Person
from unstori.plan import actions, queries


@receiver(member_leaving, dispatch_uid="plan.reviews_are_duties")
def reviews_are_duties(
    sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any
) -> list[Duty]:
    """A review that somebody owns is not left behind."""
    owed = queries.reviews_owned(people, capacities)
    return [Duty("review", _("The next review of the plan"), review, review.due_on) for review in owed]


@receiver(duties_handed_over, dispatch_uid="plan.reviews_handed_over")
def reviews_handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another owner."""
    actions.hand_over_reviews(
        by=by, person=person, from_capacity=from_capacity, to_capacity=to_capacity, only=rows
    )


naming_rows.connect(queries.row_names, dispatch_uid="plan.row_names")
