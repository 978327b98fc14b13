"""The only door to a person. Whether nobody is there or you may not see them, the answer is the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from unstori.access import audit, policy
from unstori.access.models import AboutPerson, DocumentGrant, RowGrant
from unstori.access.rules import PRIVATE, SECTIONS, SHAREABLE, Actor, Permission
from unstori.access.rules.safety import can_withhold
from unstori.core import locks
from unstori.people.models import Person

M = TypeVar("M", bound=Model)


class NotFound(Http404):
    """Not there, or not for you: alike on purpose. The middleware writes the refusal to the audit."""

    def __init__(self, *, reference: str, permission: Permission, person_id: UUID | None = None):
        super().__init__("not found")
        self.reference, self.permission, self.person_id = reference, permission, person_id


@dataclass(frozen=True)
class Opened:
    """A person as one actor may see them, for the length of one request."""

    person: Person
    actor: Actor
    rights: dict[str, Permission]
    let_in: frozenset[UUID] = frozenset()
    withheld: frozenset[UUID] = frozenset()
    withheld_sections: frozenset[str] = frozenset()
    address_withheld: bool = False
    sections: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sections", frozenset(self.rights))

    def may(self, permission: Permission, section: str) -> bool:
        return self.rights.get(section, 0) >= permission

    @property
    def may_add_to(self) -> tuple[str, ...]:
        return tuple(s for s in SECTIONS if self.may(Permission.ADD, s))

    @property
    def decides(self) -> bool:
        """Decides who sees what: the person, or who decides for them."""
        return any(right >= Permission.DECIDE for right in self.rights.values())

    @property
    def is_self(self) -> bool:
        return self.actor.kind == "self" and self.actor.person_id == self.person.pk

    @property
    def may_withhold(self) -> bool:
        """For the way to the page that keeps something from somebody; the action asks again (`own_matters`)."""
        if self.withheld or self.withheld_sections or self.address_withheld:
            return False
        adds = self.may(Permission.ADD, "safeguarding")
        return can_withhold(self.actor, adds_to_safeguarding=adds, authority_id=self.person.authority_id)

    def rows(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Of these rows, those of this person which this actor may see."""
        return rows_of(rows, [self])

    def is_there(self, row: Any) -> bool:
        """Whether a row is of this person and not kept from this actor. More is asked of who wants to read it."""
        kept = row.pk in self.withheld or row.section in self.withheld_sections
        return row.person_id == self.person.pk and not kept

    def sees(self, row: Any) -> bool:
        """The same rule for one row that is in hand; a test shows that the two agree."""
        if not self.is_there(row):
            return False
        if row.pk in self.let_in:
            return True
        own = self.is_self or row.created_by_id == self.actor.capacity_id
        return row.section in self.sections and (not row.narrowed or own)


def open_person(
    by: Actor,
    reference: str,
    permission: Permission = Permission.SEE,
    *,
    section: str = "",
    what: str = "page",
) -> Opened:
    """Open the door for a page, and record the read.

    `reference` is the public reference or the id; `section` asks for a permission on that section,
    without it on any. Raises NotFound.
    """
    opened = _open(by, find(reference), reference, permission, section=section)
    audit.record(by, "read", person_id=opened.person.pk, detail={"what": what})
    return opened


def require(
    by: Actor,
    reference: str | UUID,
    permission: Permission,
    *,
    section: str = "",
    about: Iterable[AboutPerson | None] = (),
) -> Opened:
    """The same door for an action: it authorises, and the action itself writes the audit. Raises NotFound.

    `about` are the rows that the action was given: of this person, and not kept from the actor. Whoever erases the
    person waits until the action is done, and finds what it wrote; once they are erased there is nothing to write about.
    """
    person = find(reference)
    if person and not locks.keep(Person.objects.filter(pk=person.pk)):
        person = None
    return _open(by, person, reference, permission, section=section, about=about)


def _open(
    by: Actor,
    person: Person | None,
    reference: str | UUID,
    permission: Permission,
    *,
    section: str = "",
    about: Iterable[AboutPerson | None] = (),
) -> Opened:
    opened = look_across(by, [person]).open([person])[0] if person else None
    wrong = opened is None or not all(opened.is_there(row) for row in about if row)
    if opened is None or wrong or not _allows(opened, permission, section):
        raise NotFound(
            reference=str(reference), permission=permission, person_id=person.pk if person else None
        )
    return opened


def find(reference: str | UUID) -> Person | None:
    """The person behind a reference or id, seen by nobody yet."""
    people = Person.objects.select_related("authority")
    if "\x00" in str(reference):  # PostgreSQL keeps no such sign
        return None
    try:
        key = (
            Q(pk=reference)
            if isinstance(reference, UUID) or len(str(reference)) > 16
            else Q(reference=reference)
        )
        return people.filter(key).first()
    except (ValidationError, ValueError):
        return None


@dataclass(frozen=True)
class Across:
    """All whom one actor may see, for the length of one request: for lists that no caseload bounds."""

    actor: Actor
    kept: policy.Kept
    let_in: frozenset[UUID]

    def people(self) -> QuerySet[Person]:
        """Those of whom the actor may see anything at all."""
        return policy.people_visible_to(self.actor, self.kept)

    def rows(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Of these rows, of whomever they are, those which this actor may see."""
        return policy.rows_visible_across(rows, actor=self.actor, kept=self.kept, let_in=self.let_in)

    def open(self, people: Iterable[Person]) -> list[Opened]:
        """Some of them, for a page that lists them; who may see nothing of somebody has no rights in them."""
        people, by = list(people), self.actor
        if by.is_system:
            rights = {section: Permission.ADD for section in SHAREABLE}
            return [Opened(person, by, rights) for person in people]
        held = _rights(by, [person.pk for person in people], self.kept)
        return [
            Opened(
                person,
                by,
                held[person.pk],
                self.let_in,
                self.kept.rows,
                self.kept.sections.get(person.pk, frozenset()),
                person.pk in self.kept.addresses,
            )
            for person in people
        ]


def look_across(by: Actor, people: Iterable[Person] | None = None) -> Across:
    """What holds for these people, or for all whom the actor may see. Whoever lists them writes the audit."""
    if by.is_system:
        return Across(by, policy.Kept(), frozenset())
    ids = None if people is None else [person.pk for person in people]
    let_in = RowGrant.objects.filter(capacity_id=by.capacity_id, ended_at__isnull=True)
    let_in = let_in if ids is None else let_in.filter(person__in=ids)
    return Across(by, policy.kept_from(by, ids), frozenset(let_in.values_list("row_id", flat=True)))


def rows_of(rows: QuerySet[M], several: Iterable[Opened]) -> QuerySet[M]:
    """Of these rows, those of these people which their actor may see: one condition for all with the same rights."""
    alike: dict[tuple[Any, ...], list[Opened]] = defaultdict(list)
    for one in several:
        alike[one.actor, one.sections, one.is_self, one.withheld_sections].append(one)
    seen, withheld = Q(pk__in=()), set[UUID]()
    for (actor, sections, is_self, withheld_sections), those in alike.items():
        withheld.update(*(one.withheld for one in those))
        seen |= policy.visible(
            people=[one.person.pk for one in those],
            sections=sections,
            actor=actor,
            is_self=is_self,
            let_in=frozenset().union(*(one.let_in for one in those)),
            withheld_sections=withheld_sections,
        )
    rows = rows.filter(seen)
    return rows.exclude(pk__in=withheld) if withheld else rows


def document_opens(by: Actor, document_id: UUID) -> bool:
    """Whether a document grant opens this one frozen document for the actor."""
    if document_id in policy.kept_from(by).rows:
        return False
    return DocumentGrant.objects.filter(
        policy.standing(), capacity_id=by.capacity_id, document_id=document_id
    ).exists()


def _allows(opened: Opened, permission: Permission, section: str) -> bool:
    if section:
        return opened.may(permission, section)
    return any(right >= permission for right in opened.rights.values())


def _rights(by: Actor, people: list[UUID], kept: policy.Kept) -> dict[UUID, dict[str, Permission]]:
    """What the actor may do with each section of each person. Private to me is the person's alone."""
    rights: dict[UUID, dict[str, Permission]] = defaultdict(dict)
    held = policy.grants_held(by).filter(person__in=people)
    for person, section, value in held.values_list("person_id", "section", "permission"):
        theirs = by.kind == "self" and by.person_id == person
        if section not in kept.sections.get(person, ()) and (theirs or section != PRIVATE):
            rights[person][section] = max(rights[person].get(section, Permission.SEE), Permission(value))
    return rights
