"""Keeping one thing from one person, because seeing it would put someone in danger; and ending that."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from unstori.access import audit, telling
from unstori.access.door import NotFound, find, require
from unstori.access.models import Withholding
from unstori.access.queries import safety as queries
from unstori.access.queries.own import is_own_matter
from unstori.access.rules import Actor, Permission
from unstori.access.rules import safety as rules
from unstori.core import clock
from unstori.people.models import Capacity, Person


def look_up(
    *, by: Actor, reason: str, born_on: date, nhs_number: str = "", full_name: str = "", postcode: str = ""
) -> Person | None:
    """Whom these identifiers name, of those whom governance answers for. The try is written down either way.

    Somebody else's person is nobody. Raises NotFound for those who may not ask, RuleBroken for no reason or
    too many tries.
    """
    if not rules.can_look_up_to_withhold(by):
        raise NotFound(reference="", permission=Permission.ADD)
    rules.check_reason(reason)
    rules.check_tries(queries.tries_of(by))
    audit.record(by, queries.TRY, detail={"by": "nhs_number" if nhs_number else "name", "for": "withholding"})
    person = queries.exactly(born_on=born_on, nhs_number=nhs_number, full_name=full_name, postcode=postcode)
    allowed = person and rules.can_withhold(by, adds_to_safeguarding=False, authority_id=person.authority_id)
    return person if person and allowed and not is_own_matter(by, person.pk) else None


def authorise(*, by: Actor, reference: str | UUID) -> Person:
    """The person, for those who may keep something about them from somebody. Raises NotFound.

    Governance of the responsible authority has no grant and sees nothing else of the record. In a matter of one's
    own, another decides: a parent who works there neither reads the list nor ends anything on it.
    """
    person = find(reference)
    adds = False
    if person and by.is_professional and by.kind != "governance":
        adds = require(by, person.pk, Permission.ADD, section="safeguarding").may(
            Permission.ADD, "safeguarding"
        )
    may = person and rules.can_withhold(by, adds_to_safeguarding=adds, authority_id=person.authority_id)
    if person is None or not may or is_own_matter(by, person.pk):
        raise NotFound(
            reference=str(reference), permission=Permission.ADD, person_id=person.pk if person else None
        )
    return person


@transaction.atomic
def list_read(*, by: Actor, person: Person) -> None:
    """The list was read. It is not a `read`: that would be a trace on the person's page of who looked."""
    audit.record(by, "withholding.list", person_id=person.pk)


@transaction.atomic
def withhold(
    *,
    by: Actor,
    person: Person,
    kind: str,
    withheld_from: Capacity,
    reason: str,
    review_on: date,
    ends_on: date,
    section: str = "",
    row_id: UUID | None = None,
) -> Withholding:
    """Keep a row, a section or the address from somebody until a day. Raises NotFound, RuleBroken."""
    authorise(by=by, reference=person.pk)
    rules.check_withholding(reason=reason, review_on=review_on, ends_on=ends_on, today=clock.today())
    if kind == Withholding.Kind.ROW and not (row_id and telling.is_about(person.pk, row_id)):
        raise NotFound(reference=str(row_id), permission=Permission.ADD, person_id=person.pk)
    made = Withholding.objects.create(
        person=person, kind=kind, withheld_from=withheld_from, reason=reason.strip(), review_on=review_on,
        section=section if kind == Withholding.Kind.SECTION else "",
        row_id=row_id if kind == Withholding.Kind.ROW else None,
        valid_until=datetime.combine(ends_on, time.max, clock.LONDON), created_by=by.capacity_id,
    )  # fmt: skip
    audit.record(by, "withholding.begin", person_id=person.pk, row=made, detail={"kind": kind})
    return made


@transaction.atomic
def lift(*, by: Actor, person: Person, withholding_id: UUID) -> None:
    """It is safe now. Raises NotFound."""
    authorise(by=by, reference=person.pk)
    held = queries.withholding(person, withholding_id, by)
    if held is None:
        raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=person.pk)
    held.ended_at, held.ended_by = clock.now(), by.capacity_id
    held.save(update_fields=["ended_at", "ended_by"])
    audit.record(by, "withholding.end", person_id=person.pk, row=held)


@transaction.atomic
def renew(
    *, by: Actor, person: Person, withholding_id: UUID, reason: str, review_on: date, ends_on: date
) -> Withholding:
    """It was looked at, and must go on: the old one ends, a new one begins. Raises NotFound, RuleBroken."""
    authorise(by=by, reference=person.pk)
    held = queries.withholding(person, withholding_id, by)
    if held is None:
        raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=person.pk)
    made = withhold(
        by=by, person=person, kind=held.kind, withheld_from=held.withheld_from, section=held.section,
        row_id=held.row_id, reason=reason, review_on=review_on, ends_on=ends_on,
    )  # fmt: skip
    lift(by=by, person=person, withholding_id=withholding_id)
    return made
