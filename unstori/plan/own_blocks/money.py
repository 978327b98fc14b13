"""Direct payments."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core import clock
from unstori.plan import queries, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.own_blocks.lines import full


@register("direct_payments")
def direct_payments(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Which needs are met by them, how much, how often (reg. 3)."""
    made = []
    for payment in open_rows(queries.payments(opened)):
        if payment.ends_on and payment.ends_on <= clock.today():
            continue
        needs = open_rows(payment.needs.all())
        lines = [[_("For"), need.words] for need in needs]
        lines.append([_("When"), wording.span_sentence(payment.starts_on, payment.ends_on)])
        made.append(
            item(
                payment,
                heading=wording.payment_sentence(payment),
                lines=full(lines),
                sources=[str(need.pk) for need in needs],
                sections=[need.section for need in needs],
            )
        )
    return made
