"""What the circle asks before somebody leaves: nobody leaves what they hold to nobody."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.circle.signals import Duty, duties_handed_over, member_leaving, naming_rows
from unstori.pathways.actions import requests as actions
from unstori.pathways.queries import holders
from unstori.pathways.queries import requests as queries
from unstori.people.models import Capacity, Person


@receiver(member_leaving, dispatch_uid="pathways.requests_held")
def what_they_hold(
    sender: Any, *, people: list[Person], capacities: list[Capacity], **more: Any
) -> list[Duty]:
    """What help was asked with, and the requests with which they work."""
    held = [
        Duty("pathway", _("Holds what help was asked with"), row, row.next_on, whose=row.holder_id)
        for row in holders.held_of(people, capacities)
    ]
    led = [
        Duty("request", row.service_name, row, row.due_on, whose=row.lead_id)
        for row in holders.led_of(people, capacities)
    ]
    return held + led


@receiver(duties_handed_over, dispatch_uid="pathways.requests_handed_over")
def handed_over(
    sender: Any, *, person: Person, by: Actor, from_capacity: Capacity, to_capacity: Capacity,
    rows: Collection[UUID] | None = None, **more: Any,
) -> None:  # fmt: skip
    """In the same transaction, another name."""
    actions.take_over(by=by, person=person, leaving=from_capacity, to=to_capacity, rows=rows)


@receiver(naming_rows, dispatch_uid="pathways.request_names")
def names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """What these rows are called, for pages that hold only their ids."""
    named: dict[UUID, tuple[str, str]] = {}
    for row in queries.pathways_of(opened).prefetch_related(None).filter(pk__in=ids):
        words = row.outcome.words if row.outcome and opened.sees(row.outcome) else row.words
        named[row.pk] = (words, reverse("pathways:pathway", args=[opened.person.reference, row.pk]))
    for asked in queries.requests_of(opened).filter(pk__in=ids):
        named[asked.pk] = (
            asked.service_name,
            reverse("pathways:request", args=[opened.person.reference, asked.pk]),
        )
    return named
