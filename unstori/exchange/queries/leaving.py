"""Everything of one person that may leave with one reader: only rows that their pages would show them."""

from dataclasses import dataclass
from uuid import UUID

from unstori.access.door import Opened
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.exchange import rules
from unstori.exchange.models import Imported
from unstori.plan import queries as plan
from unstori.plan.models import Document, Outcome, Rating, Support
from unstori.story import queries as story
from unstori.story.models import Entry, Fact, Statement
from unstori.story.queries.timeline import standing


@dataclass(frozen=True)
class Leaving:
    """Rows as the reader may see them. Rows that came from outside leave as they came: `whole`."""

    opened: Opened
    whole: list[Imported]
    members: list[Member]
    entries: list[Entry]
    facts: list[Fact]
    statements: list[Statement]
    outcomes: list[Outcome]
    supports: list[Support]
    ratings: list[Rating]
    documents: list[Document]

    names_of_person: frozenset[str] = frozenset()

    @property
    def ids(self) -> set[UUID]:
        rows = (self.members, self.entries, self.facts, self.statements, self.outcomes, self.supports)
        return {row.pk for several in rows for row in several}


def leaving(opened: Opened) -> Leaving:
    """What may leave. What says something about a third person stays (decisions: left out of extracts)."""
    entries = (
        standing(opened)
        .filter(names_others=False)
        .prefetch_related("created_by__user")
        .order_by("created_at")
    )
    found = Leaving(
        opened=opened,
        whole=list(opened.rows(Imported.objects.exclude(type="Patient")).order_by("created_at")),
        members=list(circle.circle_of(opened)),
        entries=list(entries),
        facts=list(story.standing_facts(opened)),
        statements=list(plan.statements(opened)),
        outcomes=list(plan.outcomes(opened)),
        supports=list(plan.supports(opened)),
        ratings=list(plan.ratings(opened)),
        documents=plan.documents(opened),
        names_of_person=_names_of(opened),
    )
    return _as_they_came(found)


def _as_they_came(found: Leaving) -> Leaving:
    """A resource leaves whole when every row that was made of it may; otherwise those rows leave one by one.

    An outcome or a member that was changed here leaves as it stands here.
    """
    there = found.ids - {row.pk for several in (found.members, found.outcomes, found.supports)
                         for row in several if row.version > 1}  # fmt: skip
    near = not found.opened.address_withheld
    may = [one for one in found.whole if near or not rules.says_where(one.raw)]
    newest = {one.key: one for one in may if {UUID(id) for _label, id in one.rows} <= there}
    gone = {UUID(id) for one in newest.values() for _label, id in one.rows}
    left = {
        name: [row for row in getattr(found, name) if row.pk not in gone]
        for name in ("members", "entries", "facts", "statements", "outcomes", "supports")
    }
    return Leaving(opened=found.opened, whole=list(newest.values()), ratings=found.ratings,
                   documents=found.documents, names_of_person=found.names_of_person, **left)  # fmt: skip


def _names_of(opened: Opened) -> frozenset[str]:
    """Everything that sources call the person."""
    sent = Imported.objects.filter(person=opened.person, type="Patient").values_list("names", flat=True)
    return frozenset(name for names in sent for name in names)
