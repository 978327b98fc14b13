"""What the circle asks before somebody leaves, and what these rows are called."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from unstori.access.rules import Actor
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.holding import actions, queries
from unstori.people.models import Capacity, Person


@receiver(member_leaving, dispatch_uid="holding.what_they_hold")
def what_they_hold(
    sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any
) -> list[Duty]:
    """Whoever holds what nobody was holding does not leave it to nobody again."""
    return [
        Duty("unheld", _("What nobody was holding"), row, row.due_on, whose=queries.whose(row))
        for row in queries.held_by(people, capacities)
    ]


@receiver(duties_handed_over, dispatch_uid="holding.handed_over")
def handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another name."""
    actions.take_over(by=by, person=person, leaving=from_capacity, to=to_capacity, rows=rows)


naming_rows.connect(queries.row_names, dispatch_uid="holding.row_names")
