"""The only door to a person. Whether nobody is there or you may not see them, the answer is the same."""

from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from unstori.access import audit, policy
from unstori.access.models import DocumentGrant, RowGrant, Withholding
from unstori.access.rules import PRIVATE, SECTIONS, SHAREABLE, Actor, Permission
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

    def rows(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Of these rows, those of this person which this actor may see."""
        return policy.rows_visible(
            rows.filter(person=self.person),
            sections=self.sections,
            actor=self.actor,
            is_self=self.is_self,
            let_in=self.let_in,
            withheld=self.withheld,
            withheld_sections=self.withheld_sections,
        )

    def sees(self, row: Any) -> bool:
        """The same rule for one row that is in hand; a test shows that the two agree."""
        if (
            row.person_id != self.person.pk
            or any(getattr(row, name) in self.withheld for name in policy.about(type(row)))
            or row.section in self.withheld_sections
        ):
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
    opened = require(by, reference, permission, section=section)
    audit.record(by, "read", person_id=opened.person.pk, detail={"what": what})
    return opened


def require(by: Actor, reference: str | UUID, permission: Permission, *, section: str = "") -> Opened:
    """The same door for an action: it authorises, and the action itself writes the audit. Raises NotFound."""
    person = find(reference)
    opened = _as_seen_by(by, person) if person else None
    if opened is None or not _allows(opened, permission, section):
        raise NotFound(
            reference=str(reference), permission=permission, person_id=person.pk if person else None
        )
    return opened


def find(reference: str | UUID) -> Person | None:
    """The person behind a reference or id, seen by nobody yet."""
    people = Person.objects.select_related("authority")
    try:
        key = (
            Q(pk=reference)
            if isinstance(reference, UUID) or len(str(reference)) > 16
            else Q(reference=reference)
        )
        return people.filter(key).first()
    except (ValidationError, ValueError):
        return None


def document_opens(by: Actor, document_id: UUID) -> bool:
    """Whether a document grant opens this one frozen document for the actor."""
    if policy.withheld_from(by).filter(row_id=document_id).exists():
        return False
    return DocumentGrant.objects.filter(
        policy.standing(), capacity_id=by.capacity_id, document_id=document_id
    ).exists()


def _allows(opened: Opened, permission: Permission, section: str) -> bool:
    if section:
        return opened.may(permission, section)
    return any(right >= permission for right in opened.rights.values())


def _as_seen_by(by: Actor, person: Person) -> Opened:
    if by.is_system:
        return Opened(person, by, {section: Permission.ADD for section in SHAREABLE})
    rights: dict[str, Permission] = {}
    rows, sections, address_withheld = _kept_from(by, person)
    for section, value in policy.grants_held(by).filter(person=person).values_list("section", "permission"):
        if section not in sections:
            rights[section] = max(rights.get(section, Permission.SEE), Permission(value))
    if by.kind != "self" or by.person_id != person.pk:
        rights.pop(PRIVATE, None)
    let_in = RowGrant.objects.filter(person=person, capacity_id=by.capacity_id, ended_at__isnull=True)
    return Opened(
        person,
        by,
        rights,
        frozenset(let_in.values_list("row_id", flat=True)),
        rows,
        sections,
        address_withheld,
    )


def _kept_from(by: Actor, person: Person) -> tuple[frozenset[UUID], frozenset[str], bool]:
    """The rows, the sections and whether the address is kept from this actor."""
    held = list(policy.withheld_from(by).filter(person=person).values_list("kind", "row_id", "section"))
    return (
        frozenset(row_id for kind, row_id, _ in held if kind == Withholding.Kind.ROW and row_id),
        frozenset(section for kind, _, section in held if kind == Withholding.Kind.SECTION),
        any(kind == Withholding.Kind.ADDRESS for kind, _, _ in held),
    )
