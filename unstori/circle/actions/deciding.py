"""What bears on who decides: legal statuses, and dated assessments of single decisions."""

from datetime import date

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, require
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.models import DecisionAbility, LegalStatus, SharingDecision
from unstori.core import clock
from unstori.people.models import Person
from unstori.people.rules import age_on


@transaction.atomic
def record_legal_status(
    *,
    by: Actor,
    person: Person,
    status: str,
    starts_on: date,
    ends_on: date | None = None,
    section: str = "care",
) -> LegalStatus:
    """For example looked after. What was recorded earlier stays, with its end."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    made = LegalStatus.objects.create(
        status=status,
        starts_on=starts_on,
        ends_on=ends_on,
        **audit.stamp(by=by, person=opened.person, section=section),
    )
    audit.record(by, "legal_status.record", person_id=person.pk, row=made)
    return made


@transaction.atomic
def end_legal_status(*, by: Actor, legal_status: LegalStatus, ends_on: date | None = None) -> None:
    """It no longer holds."""
    require(by, legal_status.person_id, Permission.ADD, section=legal_status.section, about=[legal_status])
    LegalStatus.objects.filter(pk=legal_status.pk).update(ends_on=ends_on or clock.today())
    audit.record(by, "legal_status.end", person_id=legal_status.person_id, row=legal_status)


@transaction.atomic
def record_ability(
    *,
    by: Actor,
    person: Person,
    able: bool,
    reasons: str,
    decision: str = "",
    sharing: SharingDecision | None = None,
    cause: str = "",
    help_given: str = "",
    assessed_on: date | None = None,
    review_on: date | None = None,
) -> DecisionAbility:
    """Whether the person could make one decision on one day. Only professionals assess."""
    opened = require(by, person.pk, Permission.ADD, section="about_me", about=[sharing])
    if not queries.standing_of(opened).is_professional:
        raise NotFound(reference=str(person.pk), permission=Permission.ADD, person_id=person.pk)
    day, born_on = assessed_on or clock.today(), opened.person.born_on
    rules.check_cause(
        able=able, cause=cause, age=age_on(born_on, day) if born_on else None, law=queries.law()
    )
    made = DecisionAbility.objects.create(
        able=able, reasons=reasons, cause=cause, help_given=help_given, sharing=sharing, review_on=review_on,
        decision=decision or (sharing.purpose[:200] if sharing else ""),
        assessed_on=day, **audit.stamp(by=by, person=opened.person, section="about_me"),
    )  # fmt: skip
    audit.record(by, "ability.record", person_id=person.pk, row=made)
    return made
