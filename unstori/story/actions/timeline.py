"""Rows of the timeline."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from unstori.access import audit
from unstori.access.models import AboutPerson
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


def tell(
    *, by: Actor, row: AboutPerson, event: str, says: str, words: str = "", said_by: str = "", **more: object
) -> None:
    """What a step with a row of a room above, which has authorised it already, leaves behind: an audit event, and
    a line in both languages.

    `says` is a marked string with `%(name)s` places. `words` are somebody's own, so they stand below it in their
    own language; `said_by` names whose where another wrote them down.
    """
    audit.record(by, event, person_id=row.person_id, row=row)
    record(
        by=by, person=row.person, section=row.section, event=event, about_id=row.pk,
        title=Words.both(lambda: gettext(says) % more), words=words, said_by=said_by, language=row.language,
        narrowed=row.narrowed,
    )  # fmt: skip


@transaction.atomic
def record_many(*, by: Actor, told: Iterable[tuple[Person, str, Words, UUID | None]], section: str) -> None:
    """The same of many people at once: of each person what happened, in both languages, and to which row."""
    today = clock.today()
    made = [
        Entry(
            event=event, title=title.en[:200], title_cy=title.cy[:200], about_id=about_id,
            kind=Entry.Kind.HAPPENED, happened_on=today.isoformat(), sort_on=today,
            **audit.stamp(by=by, person=person, section=section),
        )
        for person, event, title, about_id in told
    ]  # fmt: skip
    Entry.objects.bulk_create(made)
    audit.record_many(by, [(f"story.{entry.event}", entry.person_id, entry) for entry in made])
