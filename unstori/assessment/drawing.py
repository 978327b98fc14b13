"""What the story and the plan say already to one element: rows to cite, so that nothing is typed again.

The rows are those that the reader may see. Each is said the same way wherever it is cited.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from unstori.access.door import Opened
from unstori.access.rules import PRIVATE
from unstori.assessment import catalogue, queries
from unstori.assessment.models import Assessment, Citation
from unstori.core.dates import as_day
from unstori.people.who import who
from unstori.plan import queries as plan
from unstori.story import definitions
from unstori.story import queries as story
from unstori.story.models import Entry

WORRIES = 20


@dataclass(frozen=True)
class Source:
    """A row that can be cited: its words, whose they are and from when. `label` says what it is."""

    kind: str
    row: Any
    words: str
    by: str
    on: date
    label: str = ""

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def is_verbatim(self) -> bool:
        return self.kind in ("fact", "statement")


def _fact(row: Any) -> Source:
    kinds = definitions.facts()
    label = str(kinds[row.key].label) if row.key in kinds else row.key
    return Source("fact", row, row.words, row.said_by, row.said_on, label)


def _written(kind: str, row: Any, words: str = "", by: str = "") -> Source:
    return Source(kind, row, words or row.words, by or str(who(row.created_by)), as_day(row.created_at))


SAY: dict[str, Callable[[Any], Source]] = {
    "fact": _fact,
    "statement": lambda row: Source("statement", row, row.words, row.said_by, row.said_on),
    "outcome": lambda row: _written("outcome", row),
    "need": lambda row: _written("need", row),
    "support": lambda row: _written("support", row, row.what, row.who),
    "enquiry": lambda row: _written("enquiry", row, row.conclusion or str(row.get_kind_display())),
    "entry": lambda row: Source(
        "entry", row, row.words or row.headline, row.said_by or str(who(row.created_by)), row.sort_on
    ),
    "contribution": lambda row: _written("contribution", row),
}


@dataclass(frozen=True)
class Known:
    """All that a reader's story and plan say, by where an element draws on it; and what is cited already."""

    drawn: dict[str, list[Source]]
    by_id: dict[UUID, Source]
    citations: list[Citation]

    def for_element(self, element: catalogue.Element) -> list[Source]:
        """What is cited for it, then what could be."""
        found = {source.id: source for source in self.cited(element.id)}
        for name in element.draws:
            found |= {source.id: source for source in self.drawn.get(name, [])}
        return list(found.values())

    def cited(self, element: str) -> list[Source]:
        return self.sources(row for row in self.citations if row.element == element)

    def sources(self, citations: Iterable[Citation]) -> list[Source]:
        """What these name, as far as the reader sees it."""
        return [self.by_id[row.row_id] for row in citations if row.row_id in self.by_id]

    @property
    def hidden(self) -> int:
        """How much of it is shared with other people only."""
        return sum(row.row_id not in self.by_id for row in self.citations)


def known(
    opened: Opened,
    assessment: Assessment | None = None,
    *,
    offer: bool = True,
    grounds: Iterable[Citation] = (),
) -> Known:
    """Read once for a page, in a fixed number of queries. Without `offer`, only what is cited already.

    `grounds` are what tests rested on: it stands behind the decision also when nothing is rested on it since.
    """
    drawn: dict[str, list[Source]] = {}
    for name, source in _offered(opened) if offer else ():
        if source.row.section != PRIVATE:
            drawn.setdefault(name, []).append(source)
    by_id = {source.id: source for rows in drawn.values() for source in rows}
    cited = queries.citations(opened, assessment) if assessment else []
    named = [*cited, *(row for row in grounds if opened.is_there(row))]
    for kind, say in SAY.items():
        lacking = [row.row_id for row in named if row.row_kind == kind and row.row_id not in by_id]
        found = queries.rows_cited(opened, kind, lacking) if lacking else []
        by_id |= {row.pk: say(row) for row in found}
    return Known(drawn, by_id, cited)


def _offered(opened: Opened) -> Iterator[tuple[str, Source]]:
    for fact in story.standing_facts(opened):
        yield f"facts.{fact.key}", SAY["fact"](fact)
    for said in story.statements(opened):
        yield f"said.{said.theme}", SAY["statement"](said)
    for entry in story.timeline(opened, story.Filters(kind=Entry.Kind.WORRY), size=WORRIES):
        yield "worries", SAY["entry"](entry)
    planned: dict[str, Any] = {
        "outcome": plan.outcomes(opened).prefetch_related(None),
        "need": plan.needs(opened),
        "support": plan.supports(opened),
        "enquiry": plan.enquiries(opened),
    }
    for kind, rows in planned.items():
        name = "enquiries" if kind == "enquiry" else f"{kind}s"
        for row in rows.select_related(*queries.WHO):
            yield name, SAY[kind](row)
