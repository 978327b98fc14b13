"""Rows of the timeline."""

from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.people.models import Person
from unstori.story.models import Entry


@transaction.atomic
def record(*, by: Actor, person: Person, section: str, event: str, title: str, about_id: UUID | None = None,
           kind: str = Entry.Kind.HAPPENED, **more: Any) -> Entry:
    """Tell the story that something happened in a room above, which has authorised it already."""
    today = clock.today()
    entry = Entry.objects.create(
        person=person, section=section, event=event, title=title, about_id=about_id, kind=kind,
        created_by_id=by.capacity_id, controller_id=by.organisation_id or person.authority_id,
        **{"happened_on": today.isoformat(), "sort_on": today, **more},
    )  # fmt: skip
    audit.record(by, f"story.{event}", person_id=person.pk, row=entry)
    return entry
