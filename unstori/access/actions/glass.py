"""Opening a record without a grant: exact identifiers, a reason, four hours, told and reviewed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound
from unstori.access.models import GlassBreak
from unstori.access.queries import safety as queries
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.access.rules import safety as rules
from unstori.access.signals import glass_broken
from unstori.core import clock
from unstori.people.models import Capacity, Person


def look_up(
    *, by: Actor, reason: str, born_on: date, nhs_number: str = "", full_name: str = "", postcode: str = ""
) -> Person | None:
    """Who these identifiers name, asked with a reason. The try is written down even when nobody is found.

    Raises NotFound for those who may not ask, RuleBroken for no reason or too many tries.
    """
    if not rules.can_break_glass(by):
        raise NotFound(reference="", permission=Permission.SEE)
    rules.check_reason(reason)
    rules.check_tries(queries.tries_of(by))
    way = "nhs_number" if nhs_number else "name"
    audit.record(by, queries.TRY, detail={"by": way})
    return queries.exactly(born_on=born_on, nhs_number=nhs_number, full_name=full_name, postcode=postcode)


@transaction.atomic
def break_glass(*, by: Actor, person: Person, reason: str) -> GlassBreak:
    """Open all but *private to me* for four hours; the story tells the person, governance reviews."""
    if not rules.can_break_glass(by):
        raise NotFound(reference="", permission=Permission.SEE, person_id=person.pk)
    rules.check_reason(reason)
    if held := queries.open_glass(person, by):
        return held
    until = clock.now() + rules.GLASS_OPEN_FOR
    broken = GlassBreak.objects.create(
        person=person, capacity_id=by.capacity_id, reason=reason.strip(), valid_until=until
    )
    grants.give(
        person=person,
        holder=Capacity.objects.get(pk=by.capacity_id),
        sections=SHAREABLE,
        permission=Permission.SEE,
        source=broken.pk,
        by=by,
        valid_until=until,
    )
    audit.record(by, "glass.break", person_id=person.pk, row=broken)
    glass_broken.send(sender=GlassBreak, glass_break=broken, by=by)
    return broken


@transaction.atomic
def review(*, by: Actor, glass_break_id: UUID, words: str) -> GlassBreak:
    """Somebody else says whether it was right. Raises NotFound, RuleBroken."""
    theirs = queries.glass_breaks_for(by).select_for_update(of=("self",)).filter(pk=glass_break_id)
    broken = theirs.first() if by.kind == "governance" else None
    if broken is None:
        raise NotFound(reference=str(glass_break_id), permission=Permission.SEE)
    rules.check_review(by=by, opened_by_user=broken.capacity.user_id, reviewed=broken.reviewed_at is not None)
    rules.check_reason(words)
    broken.reviewed_at, broken.reviewed_by, broken.review = clock.now(), by.capacity_id, words.strip()
    broken.save(update_fields=["reviewed_at", "reviewed_by", "review"])
    audit.record(by, "glass.review", person_id=broken.person_id, row=broken)
    return broken
