"""Direct payments and enquiries in a line."""

from typing import Any

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.words import spoken
from unstori.plan import rules, wording
from unstori.plan.models import DirectPayment, Enquiry


def payment_line(payment: DirectPayment, opened: Opened) -> dict[str, Any]:
    """How much, how often, from and until, and for which needs."""
    over = payment.ends_on is not None and payment.ends_on <= clock.today()
    return {
        "id": payment.pk,
        "amount": wording.payment_sentence(payment),
        "days": wording.span_sentence(payment.starts_on, payment.ends_on),
        "needs": [spoken(need.words, need.language) for need in payment.needs.all()],
        "may_end": not over and opened.may(Permission.ADD, payment.section),
    }


def enquiry_line(enquiry: Enquiry, opened: Opened) -> dict[str, Any]:
    """What it was, when, and what it concluded."""
    return {
        "id": enquiry.pk,
        "kind": enquiry.get_kind_display(),
        "days": wording.span_sentence(enquiry.began_on, enquiry.concluded_on),
        "conclusion": spoken(enquiry.conclusion, enquiry.language),
        "may_conclude": not enquiry.conclusion
        and opened.may(Permission.ADD, enquiry.section)
        and rules.can_write_enquiry(kind=opened.actor.kind),
    }
