"""Facts, entries and documents: `story`'s."""

import base64
import binascii
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from unstori.access.rules import Actor
from unstori.core import clock, dates
from unstori.core.errors import Clash, RuleBroken
from unstori.core.models import BaseModel
from unstori.exchange import rules
from unstori.exchange.actions.batch import Batch
from unstori.exchange.fhir.proposals import (
    Attachment,
    DocumentProposal,
    EntryProposal,
    FactProposal,
    Proposal,
)
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story import definitions
from unstori.story.actions import files
from unstori.story.models import Entry

EVENT = "exchange.imported"


@transaction.atomic
def add_fact(*, batch: Batch, one: FactProposal, person: Person, by: Actor) -> list[BaseModel]:
    """A fact about me where its own section has a place for it, and it still holds; otherwise an entry."""
    kind = definitions.facts().get(rules.FACT_KEYS.get(one.kind, one.kind))
    over = {one.status, one.certainty} & set(rules.FACTS_OVER) or one.until
    words = _words(one)
    as_note: dict[str, Any] = {
        "batch": batch,
        "one": one,
        "person": person,
        "by": by,
        "kind": Entry.Kind.NOTE,
        "words": words,
    }
    if kind is None or kind.section != one.section or over or batch.is_restricted(one) or not words:
        return tell(title=one.title.words, **as_note)
    day = dates.partial_range(rules.told_on(one.when, clock.today()))[0]
    said_by = _said_by(batch, one) or _source(batch, one)
    try:
        with transaction.atomic():
            fact = story.tell_fact(by=by, person=person, key=kind.key, words=words, said_by=said_by[:200],
                                   said_on=min(day, clock.today()), source=_source(batch, one))  # fmt: skip
    except (RuleBroken, Clash):  # known otherwise already: both stand, until somebody looks
        return tell(title=str(kind.label), **as_note)
    return [fact]


@transaction.atomic
def add_entry(*, batch: Batch, one: EntryProposal, person: Person, by: Actor) -> list[BaseModel]:
    """What was seen or measured, in words."""
    return tell(
        batch=batch,
        one=one,
        person=person,
        by=by,
        kind=Entry.Kind.NOTE,
        title=one.title.words,
        words=one.text,
    )


@transaction.atomic
def add_document(*, batch: Batch, one: Proposal, person: Person, by: Actor) -> list[BaseModel]:
    """A document of the source, with its files; or anything that has no place of its own yet."""
    title = getattr(one, "title", "") or one.source.type
    title = title if isinstance(title, str) else title.words
    said = [getattr(one, "description", ""), getattr(one, "text", "")] + [note.text for note in one.notes]
    rows = tell(batch=batch, one=one, person=person, by=by, kind=Entry.Kind.DOCUMENT, title=title or one.source.type,
                 words="\n".join(part for part in said if part))  # fmt: skip
    return [*rows, *attached(batch=batch, one=one, entry=rows[0], by=by)]


@transaction.atomic
def attached(*, batch: Batch, one: Proposal, entry: BaseModel, by: Actor) -> list[BaseModel]:
    """The files of a source, beside the entry that tells of them; a preview leaves none behind."""
    files_of = one.attachments if isinstance(one, DocumentProposal) and not batch.dry_run else ()
    return [row for file in files_of for row in _attach(by, entry, file)]


@transaction.atomic
def tell(
    *, batch: Batch, one: Proposal, person: Person, by: Actor, kind: str, **said: str
) -> list[BaseModel]:
    day = rules.told_on(one.when, clock.today())
    try:
        sort_on = dates.partial_range(day)[0]
    except ValueError:
        day, sort_on = clock.today().isoformat(), clock.today()
    language = one.language[:2] if one.language[:2] in ("cy", "en") else "en"
    title = said.pop("title")
    more: dict[str, Any] = {**said, "language": language, "source": _source(batch, one)}
    entry = story.record(by=by, person=person, section=one.section, event=EVENT, kind=kind,
                         title=title or one.source.type, happened_on=day, sort_on=sort_on,
                         said_by=_said_by(batch, one)[:200], narrowed=batch.is_restricted(one), **more)  # fmt: skip
    return [entry]


def _attach(by: Actor, entry: Any, file: Attachment) -> list[BaseModel]:
    """A file that passes `story`'s own check. What does not is still in the resource, untouched."""
    ending = file.content_type.rpartition("/")[2].replace("plain", "txt").replace("jpeg", "jpg")
    try:
        content = base64.b64decode(file.data, validate=True)
        upload = SimpleUploadedFile(f"{file.title or 'document'}.{ending}"[-150:].replace("/", "-"), content)
        return [files.attach(by=by, entry=entry, file=files.check(by=by, upload=upload))] if content else []
    except (binascii.Error, RuleBroken):
        return []


def _words(one: FactProposal) -> str:
    parts = [one.title.words, one.severity.words, *(effect.words for effect in one.effects)]
    value = getattr(one.value, "words", one.value)
    first = " · ".join(part for part in (*parts, value if isinstance(value, str) else "") if part)
    own = one.kind in definitions.facts() and isinstance(value, str) and value
    return "\n".join([str(value) if own else first, *(note.text for note in one.notes)]).strip()


def _said_by(batch: Batch, one: Proposal) -> str:
    """Who said it; failing that, who stands behind it (Provenance)."""
    who = one.by or tuple(told.by for told in one.source.told)
    return ", ".join(dict.fromkeys(name for ref in who if (name := batch.name_of(ref))))


def _source(batch: Batch, one: Proposal) -> str:
    """From which system, where it says so; which resource of which file."""
    return rules.short(f"{batch.brought_from(one)}FHIR {one.source.key} ({one.source.file})", 200)
