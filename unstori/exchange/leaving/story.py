"""Facts, statements, entries and frozen documents."""

import base64
import re
from typing import Any

from unstori.core import dates
from unstori.exchange import seals
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.canonical import canonical
from unstori.exchange.fhir.values import Concept, Note
from unstori.exchange.leaving.rows import day, of, said
from unstori.exchange.queries import Leaving
from unstori.story import definitions
from unstori.story.models import Attachment, Entry, Fact, Statement

STATEMENT, ENTRY = "statement", "entry"


def facts(found: Leaving) -> list[p.Proposal]:
    labels = definitions.facts()
    titles = {row.key: labels[row.key].label.en if row.key in labels else row.key for row in found.facts}
    return [_words(found, row, row.key, titles[row.key]) for row in found.facts]


def statements(found: Leaving) -> list[p.Proposal]:
    """The person's words, as they were said."""
    return [_words(found, row, STATEMENT, row.theme) for row in found.statements]


def _words(found: Leaving, row: Fact | Statement, kind: str, title: str) -> p.Proposal:
    return p.FactProposal(
        kind=kind,
        title=Concept(title),
        status="final",
        value=row.words,
        **of(found, row),
        language=row.language,
        by=(p.Ref(display=row.said_by),),
        when=day(row.said_on),
    )


def entries(found: Leaving) -> list[p.Proposal]:
    return [_entry(found, row) for row in found.entries]


def _entry(found: Leaving, row: Entry) -> p.EntryProposal:
    exact = re.fullmatch(r"[\d-]+", row.happened_on)
    span = [day(one) for one in dates.partial_range(row.happened_on)]
    name = row.said_by or row.created_by.user.name
    return said(
        found,
        row,
        row.kind,
        row.title or str(Entry.Kind(row.kind).value),
        value=row.words or None,
        language=row.language,
        by=(p.Ref(display=name),) if name else (),
        when=row.happened_on if exact else span[0],
        until="" if exact else span[1],
    )


def documents(found: Leaving) -> list[p.Proposal]:
    """Frozen documents, whole: their content as it was frozen."""
    return [as_json(found, row, row.title, row.content, language=row.language) for row in found.documents]


def as_json(found: Leaving, row: Any, title: str, content: Any, language: str = "") -> p.Proposal:
    """Something frozen, with its content as data."""
    data = base64.b64encode(canonical(content).encode()).decode()
    held = p.Attachment(title=title, content_type="application/json", language=language, data=data)
    return p.DocumentProposal(
        kind=Concept(title),
        status="current",
        **of(found, row),
        language=language,
        when=row.created_at.isoformat(timespec="seconds"),
        attachments=(held,),
    )


def files(found: Leaving) -> list[p.Proposal]:
    """Files that somebody added, each with its bytes, who brought it, when, and beside what it stood."""
    return [_file(found, row) for row in found.files]


def _file(found: Leaving, row: Attachment) -> p.Proposal:
    entry = row.entry
    data, url = "", f"Binary/{row.pk}"
    if found.with_bytes:
        with row.file.open("rb") as opened:
            data, url = base64.b64encode(opened.read()).decode(), ""
    title = (entry.title if entry else "") or row.name
    return p.DocumentProposal(
        kind=Concept(title),
        status="current",
        description=row.words,
        **of(found, row),
        language=row.language,
        by=(p.Ref(display=row.created_by.user.name),),
        when=row.created_at.isoformat(timespec="seconds"),
        attachments=(
            p.Attachment(
                title=row.name,
                content_type=row.media_type,
                url=url,
                data=data,
                created=row.created_at.isoformat(timespec="seconds"),
            ),
        ),
    )


def promises(found: Leaving) -> list[p.Proposal]:
    """Who will do what, by when, and whether it is done; a note beside the entry that told of it."""
    return [
        said(
            found,
            row,
            "promise",
            "Promise",
            value=row.what,
            by=(p.Ref(display=row.owner.user.name),),
            when=day(row.due_on),
            related=(p.Ref(f"{seals.OURS}{row.entry_id}"),),
            notes=(Note(f"Kept {day(row.kept_at)}"),) if row.kept_at else (),
        )
        for row in found.promises
    ]
