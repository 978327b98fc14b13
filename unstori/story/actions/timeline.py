"""Rows of the timeline."""

from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.story.models import Entry


@transaction.atomic
def record(
    *,
    by: Actor,
    person: Person,
    section: str,
    event: str,
    title: str | Words,
    about_id: UUID | None = None,
    kind: str = Entry.Kind.HAPPENED,
    **more: Any,
) -> Entry:
    """Tell the story that something happened in a room above, which has authorised it already.

    A title that Unstori itself says is `Words`, so that each reader reads it in the language of their page.
    """
    today = clock.today()
    said = title if isinstance(title, Words) else Words(en=title, cy="")
    entry = Entry.objects.create(
        event=event, title=said.en[:200], title_cy=said.cy[:200], about_id=about_id, kind=kind,
        **audit.stamp(by=by, person=person, section=section),
        **{"happened_on": today.isoformat(), "sort_on": today, **more},
    )  # fmt: skip
    audit.record(by, f"story.{event}", person_id=person.pk, row=entry)
    return entry
