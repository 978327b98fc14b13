"""What the circle asks before somebody leaves, what the plan asks before something stops, and names."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.people.models import Capacity, Person
from unstori.plan.signals import Beside, beside, stopping
from unstori.rights import actions, presenters, queries, rules


@receiver(member_leaving, dispatch_uid="rights.answers_are_duties")
def answers_are_duties(
    sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any
) -> list[Duty]:
    """Whoever must answer somebody who disagrees does not leave that behind."""
    mine = queries.owed(people, capacities)
    words = _("An answer to somebody who disagrees")
    return [Duty("disagreement", words, row, row.due_on, is_seen=queries.is_seen) for row in mine]


@receiver(duties_handed_over, dispatch_uid="rights.answers_handed_over")
def answers_handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another owner."""
    actions.take_over(by=by, person=person, leaving=from_capacity, to=to_capacity, rows=rows)


@receiver(beside, dispatch_uid="rights.disagreements_beside")
def disagreements_beside(sender: Any, *, opened: Opened, **more: Any) -> list[Beside]:
    """A dated thread stands beside the plan until it is settled."""
    rows = presenters.lines(opened, queries.disagreements(opened).filter(closed_at__isnull=True))
    return [Beside(str(row["about"]), row["href"], row["tag"], row["tag_kind"]) for row in rows]


@receiver(stopping, dispatch_uid="rights.what_was_agreed_goes_on")
def what_was_agreed_goes_on(sender: Any, *, opened: Opened, row: AboutPerson, **more: Any) -> None:
    """While somebody disagrees nobody stops it but who decides: disagreeing never costs the support."""
    held = queries.holding(opened.person, row)
    rules.check_may_stop(held=held, decides=opened.decides)


naming_rows.connect(queries.row_names, dispatch_uid="rights.row_names")
