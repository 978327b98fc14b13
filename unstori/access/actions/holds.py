"""Legal holds: while one stands, nothing of the person is erased."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, find
from unstori.access.models import LegalHold
from unstori.access.queries import forgetting as queries
from unstori.access.queries.own import is_own_matter
from unstori.access.rules import Actor, Permission, safety
from unstori.access.rules import forgetting as rules
from unstori.core import clock
from unstori.people.models import Person


def answered_for(*, by: Actor, reference: str) -> Person:
    """The person, when `by` answers for how long their record is kept; never of their own family. Raises NotFound."""
    person = find(reference)
    if person is None or not rules.can_forget(by, person.authority_id) or is_own_matter(by, person.pk):
        raise NotFound(
            reference=reference, permission=Permission.DECIDE, person_id=person.pk if person else None
        )
    return person


@transaction.atomic
def place(*, by: Actor, reference: str, reason: str) -> LegalHold:
    """A court, an inquiry or a complaint needs the record as it is. Raises NotFound, RuleBroken."""
    person = answered_for(by=by, reference=reference)
    safety.check_reason(reason)
    Person.objects.select_for_update().get(pk=person.pk)  # either the hold or the erasure is first
    hold = LegalHold.objects.create(person=person, reason=reason.strip(), created_by=by.capacity_id)
    audit.record(by, "hold.place", person_id=person.pk, row=hold)
    return hold


@transaction.atomic
def lift(*, by: Actor, reference: str, reason: str = "", hold_id: UUID | None = None) -> int:
    """Nobody needs it any more: one of them, or all. Returns how many holds ended. Raises NotFound."""
    person = answered_for(by=by, reference=reference)
    now = {"ended_at": clock.now(), "ended_by": by.capacity_id, "ended_why": reason.strip()}
    holds = queries.holds_on(person)
    ended = (holds.filter(pk=hold_id) if hold_id else holds).update(**now)
    audit.record(by, "hold.lift", person_id=person.pk, detail={"ended": ended})
    return ended
