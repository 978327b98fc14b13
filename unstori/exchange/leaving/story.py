"""Facts, statements, entries and frozen documents."""

import base64
import re

from unstori.core import dates
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.canonical import canonical
from unstori.exchange.fhir.values import Concept
from unstori.exchange.leaving.circle import about, day, source
from unstori.exchange.queries import Leaving
from unstori.story import definitions
from unstori.story.models import Entry

STATEMENT, ENTRY = "statement", "entry"


def facts(found: Leaving) -> list[p.Proposal]:
    labels = definitions.facts()
    return [
        p.FactProposal(
            kind=row.key,
            title=Concept(labels[row.key].label.en if row.key in labels else row.key),
            status="final",
            value=row.words,
            source=source(row),
            about=about(found),
            section=row.section,
            language=row.language,
            by=(p.Ref(display=row.said_by),),
            when=day(row.said_on),
        )
        for row in found.facts
    ]


def statements(found: Leaving) -> list[p.Proposal]:
    """The person's words, as they were said."""
    return [
        p.FactProposal(
            kind=STATEMENT,
            title=Concept(row.theme),
            status="final",
            value=row.words,
            source=source(row),
            about=about(found),
            section=row.section,
            language=row.language,
            by=(p.Ref(display=row.said_by),),
            when=day(row.said_on),
        )
        for row in found.statements
    ]


def entries(found: Leaving) -> list[p.Proposal]:
    return [_entry(found, row) for row in found.entries]


def _entry(found: Leaving, row: Entry) -> p.EntryProposal:
    exact = re.fullmatch(r"[\d-]+", row.happened_on)
    span = [day(one) for one in dates.partial_range(row.happened_on)]
    name = row.said_by or row.created_by.user.name
    return p.EntryProposal(
        title=Concept(row.title or str(Entry.Kind(row.kind).value)),
        status="final",
        value=row.words or None,
        kinds=(Concept(row.kind),),
        source=source(row),
        about=about(found),
        section=row.section,
        language=row.language,
        by=(p.Ref(display=name),) if name else (),
        when=row.happened_on if exact else span[0],
        until="" if exact else span[1],
    )


def documents(found: Leaving) -> list[p.Proposal]:
    """Frozen documents, whole: their content as it was frozen."""
    return [
        p.DocumentProposal(
            kind=Concept(row.title),
            status="current",
            source=source(row),
            about=about(found),
            section=row.section,
            language=row.language,
            when=row.created_at.isoformat(timespec="seconds"),
            attachments=(
                p.Attachment(
                    title=row.title,
                    content_type="application/json",
                    language=row.language,
                    data=base64.b64encode(canonical(row.content).encode()).decode(),
                ),
            ),
        )
        for row in found.documents
    ]
