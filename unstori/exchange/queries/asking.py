"""What other systems ask for: whose resource this is, when it last changed, whom the asker may see."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import CharField, Max, QuerySet, Value

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.exchange.models import Imported
from unstori.exchange.queries.leaving import ROWS, Leaving
from unstori.people.models import Person
from unstori.plan.models import (
    DirectPayment,
    Enquiry,
    Need,
    Outcome,
    Review,
    Support,
)
from unstori.story.models import Promise

CORRECTED = "identity.correct"
NEAR = {"address", "postcode", "phone"}  # what tells where somebody is
# Rows that change where they stand; all others are what they were when they were written.
CHANGE = (Person, Member, Promise, Outcome, Support, Need, DirectPayment, Enquiry, Review)


def whose(id: UUID, parts: tuple[str, ...], kind: str) -> tuple[UUID, str] | None:
    """The person of whom this row of these parts is, and its part; whoever asks has not been let in yet.

    No part: it came from elsewhere as this type. One query, whichever it is.
    """
    models: list[tuple[str, QuerySet]] = [
        (name, model._default_manager.filter(pk=id)) for name in parts for model in ROWS[name]
    ]
    models.append(("", Imported.objects.filter(pk=id, type=kind, person__isnull=False)))
    rows = [
        found.order_by().annotate(part=Value(name, CharField())).values_list("person_id", "part")
        for name, found in models
    ]
    return next(iter(rows[0].union(*rows[1:])), None)


def changed_at(several: Collection[Leaving]) -> dict[UUID, datetime]:
    """When each was last changed, as the audit has it; what never changes, when it was written.

    That an address or a number changed is no business of whom it is kept from: for them nothing happened.
    """
    written: dict[UUID, datetime] = {}
    still: set[UUID] = set()
    for found in several:
        rows = chain([found.opened.person], found.whole, *(rows_in(getattr(found, name)) for name in ROWS))
        written |= {row.pk: row.created_at for row in rows}
        still |= {row.pk for row in found.members} if found.opened.address_withheld else set()
    people = [found.opened.person.pk for found in several]
    labels = [model._meta.label for model in CHANGE]
    events = AuditEvent.objects.filter(person_id__in=people, target__in=labels).order_by()
    others = events.exclude(action=CORRECTED).values_list("target_id").annotate(newest=Max("created_at"))
    for id, moment in chain(others, _corrected(several, events)):
        if id in written and id not in still:
            written[id] = max(written[id], moment)
    return written


def _corrected(
    several: Collection[Leaving], events: QuerySet[AuditEvent]
) -> Iterator[tuple[UUID | None, datetime]]:
    """When something was corrected that the reader sees, of each person."""
    opened = {found.opened.person.pk: found.opened for found in several}
    for id, moment, detail in events.filter(action=CORRECTED).values_list(
        "person_id", "created_at", "detail"
    ):
        if id in opened and _shows(opened[id], set(detail["fields"])):
            yield id, moment


def _shows(opened: Opened, fields: set[str]) -> bool:
    """Whether this reader is told one of these, as `leaving.circle.patient` tells them."""
    if not sees_numbers(opened):
        return "called" in fields
    return bool(fields - NEAR) or not opened.address_withheld


def rows_in(part: object) -> list[Any]:
    """The rows of a part, whether it holds one, many, or many of two kinds."""
    if isinstance(part, tuple):
        return [row for several in part for row in several]
    return part if isinstance(part, list) else [part] if part else []


def patients_of(
    by: Actor, *, ids: Collection[str] | None, numbers: Collection[str] | None
) -> QuerySet[Person]:
    """Those whom the actor may see, or of these those who have one of these ids and numbers, in a steady order."""
    people = access.people_visible_to(by).select_related("authority").order_by("created_at", "pk")
    if ids is not None:
        people = people.filter(pk__in=[id for id in map(as_id, ids) if id])
    return people if numbers is None else people.filter(nhs_number__in=numbers)


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def sees_numbers(opened: Opened) -> bool:
    """A number says who somebody is: it finds them only for who may read it."""
    return "about_me" in opened.sections
