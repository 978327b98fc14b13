"""Direct payments: for which needs, how much, how often, from and until."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan import rules
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import DirectPayment, Need
from unstori.plan.queries.holding import hold
from unstori.plan.signals import stopping
from unstori.story.actions.timeline import tell

SECTION = "money"


@transaction.atomic
def add_payment(
    *,
    by: Actor,
    person: Person,
    needs: Iterable[UUID],
    amount: Decimal,
    every: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> DirectPayment:
    """A payment for needs that its writer sees."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    met = list(opened.rows(Need.objects.filter(pk__in=list(needs))))
    when = {"starts_on": starts_on, "ends_on": ends_on}
    rules.check_payment(amount=amount, every=every, needs=len(met), **when)
    stamp = audit.stamp(by=by, person=opened.person)
    payment = DirectPayment.objects.create(section=SECTION, amount=amount, every=every, **when, **stamp)
    payment.needs.set(met)
    note_changes(by=by, row=payment, changed={"amount": ("", amount)})
    tell(by=by, row=payment, event="payment.added", says=_("A direct payment is in the plan"))
    return payment


@transaction.atomic
def end_payment(*, by: Actor, payment: DirectPayment) -> DirectPayment:
    """It is paid no longer, from today."""
    opened = require(by, payment.person_id, Permission.ADD, section=payment.section)
    held = hold(opened, payment)
    stopping.send(sender=DirectPayment, opened=opened, row=held)
    before, held.ends_on = held.ends_on, clock.today()
    held.save()
    note_changes(by=by, row=held, changed={"ends_on": (before, held.ends_on)})
    tell(by=by, row=held, event="payment.ended", says=_("A direct payment ended"))
    return held
