"""Everything of one person that may leave with one reader: only rows that their pages would show them."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from unstori.access.door import Opened
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.exchange import rules
from unstori.exchange.models import Imported
from unstori.plan import queries as plan
from unstori.plan.models import (
    Agreement,
    DirectPayment,
    Document,
    Enquiry,
    Need,
    Outcome,
    PlanVersion,
    Rating,
    Review,
    ReviewView,
    Support,
)
from unstori.story import queries as story
from unstori.story.models import Attachment, Entry, Fact, Promise, Statement
from unstori.story.queries.timeline import files_of, standing

# Rows that can have been made of a resource from outside: they leave with it, or by themselves.
MAY_HAVE_COME = ("members", "entries", "files", "facts", "statements", "outcomes", "supports")


@dataclass(frozen=True)
class Leaving:
    """Rows as the reader may see them. Rows that came from outside leave as they came: `whole`."""

    opened: Opened
    whole: list[Imported]
    members: list[Member]
    entries: list[Entry]
    files: list[Attachment]
    promises: list[Promise]
    facts: list[Fact]
    statements: list[Statement]
    outcomes: list[Outcome]
    supports: list[Support]
    ratings: list[Rating]
    needs: list[Need]
    payments: list[DirectPayment]
    enquiries: list[Enquiry]
    reviews: list[Review]
    views: list[ReviewView]
    version: PlanVersion | None
    agreements: list[Agreement]
    documents: list[Document]

    names_of_person: frozenset[str] = frozenset()

    @property
    def ids(self) -> set[UUID]:
        return {row.pk for name in MAY_HAVE_COME for row in getattr(self, name)}


def leaving(opened: Opened) -> Leaving:
    """What may leave for another system: what came from elsewhere leaves as it came."""
    return _as_they_came(may_leave(opened))


def may_leave(opened: Opened) -> Leaving:
    """What may leave. What says something about a third person stays (decisions: left out of extracts)."""
    entries = list(
        standing(opened)
        .filter(names_others=False)
        .prefetch_related("created_by__user", "created_by__organisation", "created_by__person")
        .order_by("created_at")
    )
    told = {entry.pk for entry in entries}
    return Leaving(
        opened=opened,
        whole=list(opened.rows(Imported.objects.exclude(type="Patient")).order_by("created_at")),
        members=list(circle.circle_of(opened)),
        entries=entries,
        files=list(files_of(opened, entries)),
        promises=[row for row in story.promises(opened) if row.entry_id in told],
        facts=list(story.standing_facts(opened)),
        statements=list(plan.statements(opened)),
        outcomes=list(plan.outcomes(opened)),
        supports=list(plan.supports(opened)),
        ratings=list(plan.ratings(opened)),
        documents=plan.documents(opened),
        names_of_person=_names_of(opened),
        **_agreed(opened),
    )


def _agreed(opened: Opened) -> dict[str, Any]:
    """What hangs on the plan beside outcomes and supports."""
    version, held = plan.latest_version(opened), list(plan.held_reviews(opened))
    planned = plan.open_review(opened)
    return {
        "needs": list(plan.needs(opened)),
        "payments": list(plan.payments(opened)),
        "enquiries": list(plan.enquiries(opened)),
        "reviews": [*held, planned] if planned else held,
        "views": plan.review_views(opened, held),
        "version": version,
        "agreements": plan.agreements(opened, version),
    }


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
    left: dict[str, Any] = {
        name: [row for row in getattr(found, name) if row.pk not in gone] for name in MAY_HAVE_COME
    }
    return replace(found, whole=list(newest.values()), **left)


def _names_of(opened: Opened) -> frozenset[str]:
    """Everything that sources call the person."""
    sent = Imported.objects.filter(person=opened.person, type="Patient").values_list("names", flat=True)
    return frozenset(name for names in sent for name in names)
