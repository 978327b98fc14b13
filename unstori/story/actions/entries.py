"""What people add to the story, and how they put it right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock, dates
from unstori.core.errors import RuleBroken
from unstori.people.models import Person
from unstori.story import rules
from unstori.story.actions import files as attached
from unstori.story.models import Entry
from unstori.story.queries.missing import missing

# What a correction takes over: it is seen by the same people, no more and no fewer.
KEPT = ("kind", "language", "contact_way", "contact_with", "narrowed")


def add_entry(
    *,
    by: Actor,
    person: Person,
    section: str,
    kind: str,
    words: str = "",
    title: str = "",
    happened_on: str = "",
    uploads: Sequence[UploadedFile] = (),
    heard: str = "",
    **more: Any,
) -> Entry:
    """What happened; `heard` says what is in the files. These are checked first: a slow scanner holds up nobody else."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    day = happened_on or clock.today().isoformat()
    first_day = _checked_day(day, kind=kind, words=words, title=title, files=len(uploads))
    checked = [attached.check(by=by, upload=upload) for upload in uploads]
    with transaction.atomic():
        require(by, person.pk, Permission.ADD, section=section)  # again: the look at files can take long
        entry = Entry.objects.create(
            kind=kind, words=words, title=title, happened_on=day, sort_on=first_day,
            **audit.stamp(by=by, person=opened.person, section=section), **more,
        )  # fmt: skip
        audit.record(by, "entry.add", person_id=opened.person.pk, row=entry)
        for file in checked:
            attached.attach(by=by, entry=entry, file=file, words=heard)
    return entry


@transaction.atomic
def correct_entry(
    *, by: Actor, entry: Entry, words: str, title: str = "", happened_on: str = "", **more: Any
) -> Entry:
    """A new row that stands before the old one; both can be seen."""
    opened = require(by, entry.person_id, Permission.ADD, section=entry.section)
    held = _visible_entry(opened, entry)
    day = happened_on or held.happened_on
    rules.check_correctable(kind=held.kind, is_corrected=held.corrections.exists())
    first_day = _checked_day(day, kind=held.kind, words=words, title=title, files=0)
    said = {**{name: getattr(held, name) for name in KEPT}, **more}
    try:
        with transaction.atomic():
            correction = Entry.objects.create(
                words=words, title=title, happened_on=day, sort_on=first_day, corrects=held, **said,
                **audit.stamp(by=by, person=opened.person, section=held.section),
            )  # fmt: skip
    except IntegrityError as twice:
        raise RuleBroken(_("This was corrected already. Correct the newest one.")) from twice
    audit.record(by, "entry.correct", person_id=opened.person.pk, row=correction)
    return correction


def _checked_day(happened_on: str, **said: Any) -> date:
    """The first day that it can mean, once the rules allow what was written."""
    first_day = dates.partial_range(happened_on)[0]
    rules.check_entry(first_day=first_day, today=clock.today(), **said)
    return first_day


def _visible_entry(opened: Opened, entry: Entry) -> Entry:
    """The entry as its row stands now, if this actor may see it. Raises NotFound."""
    held = opened.rows(Entry.objects.filter(pk=entry.pk)).first()
    if held is None:
        raise missing(opened)
    return held
