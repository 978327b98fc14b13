"""Enquiries into whether somebody is safe, and their conclusions."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan import rules
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Enquiry
from unstori.plan.queries.holding import hold
from unstori.story.actions.timeline import tell

SECTION = "safeguarding"


@transaction.atomic
def add_enquiry(
    *,
    by: Actor,
    person: Person,
    kind: str,
    began_on: date,
    concluded_on: date | None = None,
    conclusion: str = "",
) -> Enquiry:
    """An enquiry that has begun, with its conclusion when there is one."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    rules.check_write_enquiry(kind=by.kind)
    rules.check_enquiry(
        began_on=began_on, concluded_on=concluded_on, conclusion=conclusion, today=clock.today()
    )
    enquiry = Enquiry.objects.create(
        section=SECTION, kind=kind, began_on=began_on, concluded_on=concluded_on, conclusion=conclusion,
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    note_changes(by=by, row=enquiry, changed={"kind": ("", kind)})
    tell(by=by, row=enquiry, event="enquiry.added", says=_("An enquiry began: is the person safe?"))
    return enquiry


@transaction.atomic
def conclude_enquiry(*, by: Actor, enquiry: Enquiry, concluded_on: date, conclusion: str) -> Enquiry:
    """What it concluded, and when."""
    opened = require(by, enquiry.person_id, Permission.ADD, section=enquiry.section)
    rules.check_write_enquiry(kind=by.kind)
    held = hold(opened, enquiry)
    rules.check_conclusion(already=bool(held.conclusion))
    rules.check_enquiry(
        began_on=held.began_on, concluded_on=concluded_on, conclusion=conclusion, today=clock.today()
    )
    held.concluded_on, held.conclusion = concluded_on, conclusion
    held.save()
    note_changes(by=by, row=held, changed={"conclusion": ("", conclusion)})
    tell(by=by, row=held, event="enquiry.concluded", says=_("An enquiry has its conclusion"))
    return held
