"""Everything of one person that may leave with one reader: only rows that their pages would show them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from unstori.access.door import Opened
from unstori.access.models import AboutPerson
from unstori.adjustments import queries as adjustments
from unstori.adjustments.models import Adjustment, FlagConsent, Impairment
from unstori.adjustments.rules import can_flag
from unstori.assessment import queries as assessment
from unstori.assessment.models import Contribution, Finding
from unstori.boards import queries as boards
from unstori.boards.models import BoardUse
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.exchange import rules
from unstori.exchange.models import Imported
from unstori.exchange.queries.own import Own
from unstori.holding import queries as holding
from unstori.holding.models import Unheld
from unstori.people.models import Person
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
from unstori.rights import queries as rights
from unstori.rights.models import Asking, Disagreement, Offer
from unstori.story import queries as story
from unstori.story.models import Attachment, Entry, Fact, Promise, Statement
from unstori.story.queries.timeline import files_of, standing

# Each part by its name, with the rows of which it is made.
ROWS: dict[str, tuple[type[AboutPerson], ...]] = {
    "members": (Member,), "entries": (Entry,), "files": (Attachment,), "promises": (Promise,), "facts": (Fact,),
    "statements": (Statement,), "outcomes": (Outcome,), "supports": (Support,), "ratings": (Rating,),
    "needs": (Need,), "payments": (DirectPayment,), "enquiries": (Enquiry,), "reviews": (Review,),
    "views": (ReviewView,), "version": (PlanVersion,), "agreements": (Agreement,), "documents": (Document,),
    "flag_consent": (FlagConsent,), "adjustments": (Adjustment,), "impairments": (Impairment,),
    "assessed": (Finding, Contribution), "offers": (Offer,), "askings": (Asking,), "threads": (Disagreement,),
    "unheld": (Unheld,), "boards": (BoardUse,),
}  # fmt: skip
PARTS = tuple(ROWS)
Assessed = tuple[list[Finding], list[Contribution]]
NOTHING: dict[str, Any] = {"version": None, "assessed": ([], [])}
Got = dict[str, Any]
# Rows that can have been made of a resource from outside: they leave with it, or by themselves.
MAY_HAVE_COME = ("members", "entries", "files", "facts", "statements", "outcomes", "supports", "adjustments")
# Made with rows that leave, and themselves not for others.
HANGS_ON = ("circle.SharingDecision", "story.Conversation")


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
    flag_consent: list[FlagConsent]
    adjustments: list[Adjustment]
    impairments: list[Impairment]
    assessed: Assessed
    offers: list[Offer]
    askings: list[Asking]
    threads: list[Disagreement]
    unheld: list[Unheld]
    boards: list[BoardUse]

    names_of_person: frozenset[str] = frozenset()
    own: Own | None = None
    with_bytes: bool = True  # else files leave as addresses at which each can be had

    @property
    def ids(self) -> set[UUID]:
        return {row.pk for name in MAY_HAVE_COME for row in getattr(self, name)}


def leaving(opened: Opened, parts: Collection[str] = PARTS, *, with_bytes: bool = True) -> Leaving:
    """What may leave for another system: what came from elsewhere leaves as it came."""
    return as_they_came(replace(may_leave(opened, parts), with_bytes=with_bytes))


def may_leave(opened: Opened, parts: Collection[str] = PARTS) -> Leaving:
    """What may leave. What says something about a third person stays (decisions: left out of extracts).

    Of the `parts` alone, with what they lean on; where something came from elsewhere, also what was made of that.
    """
    whole = list(opened.rows(Imported.objects.exclude(type="Patient")).order_by("created_at"))
    wanted = {*parts, *(MAY_HAVE_COME if whole else ())}
    for name in reversed(READS):  # what is leant on is read first, so it stands before
        wanted |= set(LEAN_ON.get(name, ())) if name in wanted else set()
    got: dict[str, Any] = {}
    for name, read in READS.items():
        got[name] = read(opened, got) if name in wanted else NOTHING.get(name, [])
    return Leaving(opened=opened, whole=whole, names_of_person=_names_of(opened), **got)


def nothing_of(opened: Opened) -> Leaving:
    """The person alone: no query."""
    got = {name: NOTHING.get(name, []) for name in READS}
    return Leaving(opened=opened, whole=[], **got)


def _entries(opened: Opened, _got: Got) -> list[Entry]:
    rows = standing(opened).filter(names_others=False)
    authors = ("created_by__user", "created_by__organisation", "created_by__person")
    return list(rows.prefetch_related(*authors).order_by("created_at"))


def _promises(opened: Opened, got: Got) -> list[Promise]:
    told = {entry.pk for entry in got["entries"]}
    return [row for row in story.promises(opened) if row.entry_id in told]


def _reviews(opened: Opened, _got: Got) -> list[Review]:
    held, planned = list(plan.held_reviews(opened)), plan.open_review(opened)
    return [*held, planned] if planned else held


def _views(opened: Opened, got: Got) -> list[ReviewView]:
    return plan.review_views(opened, [row for row in got["reviews"] if row.held_at])


READS: dict[str, Callable[[Opened, Got], Any]] = {
    "members": lambda opened, got: list(circle.circle_of(opened)),
    "entries": _entries,
    "files": lambda opened, got: list(files_of(opened, got["entries"])),
    "promises": _promises,
    "facts": lambda opened, got: list(story.standing_facts(opened)),
    "statements": lambda opened, got: list(plan.statements(opened)),
    "outcomes": lambda opened, got: list(plan.outcomes(opened)),
    "supports": lambda opened, got: list(plan.supports(opened)),
    "ratings": lambda opened, got: list(plan.ratings(opened)),
    "needs": lambda opened, got: list(plan.needs(opened)),
    "payments": lambda opened, got: list(plan.payments(opened)),
    "enquiries": lambda opened, got: list(plan.enquiries(opened)),
    "reviews": _reviews,
    "views": _views,
    "version": lambda opened, got: plan.latest_version(opened),
    "agreements": lambda opened, got: plan.agreements(opened, got["version"]),
    "documents": lambda opened, got: plan.documents(opened),
    "flag_consent": lambda opened, got: adjustments.consents(opened)[:1],
    "adjustments": lambda opened, got: adjustments.adjustments(opened),
    "impairments": lambda opened, got: adjustments.impairments(opened),
    "assessed": lambda opened, got: assessment.to_leave(opened),
    "offers": lambda opened, got: list(rights.offers(opened)),
    "askings": lambda opened, got: list(rights.askings(opened)),
    "threads": lambda opened, got: list(rights.disagreements(opened).filter(apart=False)),
    "unheld": lambda opened, got: list(holding.unheld_of(opened)),
    "boards": lambda opened, got: list(boards.uses(opened).filter(finished_at__isnull=False)),
}
LEAN_ON = {
    "files": ("entries",), "promises": ("entries",), "supports": ("outcomes",), "ratings": ("outcomes",),
    "needs": ("outcomes",), "payments": ("needs",), "views": ("reviews",), "agreements": ("version",),
}  # fmt: skip


def as_they_came(found: Leaving) -> Leaving:
    """A resource leaves whole when every row that was made of it may; otherwise those rows leave one by one.

    An outcome or a member that was changed here leaves as it stands here.
    """
    there = found.ids - {row.pk for several in (found.members, found.outcomes, found.supports)
                         for row in several if row.version > 1}  # fmt: skip
    near = not found.opened.address_withheld
    may = [one for one in found.whole if near or not rules.says_where(one.raw)]
    if any(rules.is_of_flag(one.raw) for one in may) and not shares_flag(found.opened.person):
        may = [one for one in may if not rules.is_of_flag(one.raw)]
    newest = {one.key: one for one in may if _may_leave_whole(one, there, found.opened.withheld)}
    gone = {UUID(id) for one in newest.values() for _label, id in one.rows}
    left: dict[str, Any] = {
        name: [row for row in getattr(found, name) if row.pk not in gone] for name in MAY_HAVE_COME
    }
    return replace(found, whole=list(newest.values()), **left)


def _may_leave_whole(one: Imported, there: set[UUID], withheld: frozenset[UUID]) -> bool:
    """Every row that was made of it may leave; what only hangs on such rows must not be kept from the reader."""
    made = {UUID(id): label for label, id in one.rows}
    return (
        not (made.keys() & withheld) and {id for id, label in made.items() if label not in HANGS_ON} <= there
    )


def shares_flag(person: Person) -> bool:
    """Whether somebody who decides said that the changes that they need may be shared as a flag."""
    return can_flag(adjustments.state_of(person))


def _names_of(opened: Opened) -> frozenset[str]:
    """Everything that sources call the person."""
    sent = Imported.objects.filter(person=opened.person, type="Patient").values_list("names", flat=True)
    return frozenset(name for names in sent for name in names)
