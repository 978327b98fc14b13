"""What enquiries concluded."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.plan import queries, wording
from unstori.plan.blocks import Item, item, open_rows, register


@register("enquiries")
def enquiries(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What each enquiry concluded (Act of 2014, s. 126). One that goes on is no part of a plan."""
    return [
        item(
            enquiry,
            heading=enquiry.get_kind_display(),
            text=enquiry.conclusion,
            lines=[[_("When"), wording.span_sentence(enquiry.began_on, enquiry.concluded_on)]],
        )
        for enquiry in open_rows(queries.enquiries(opened))
        if enquiry.conclusion
    ]
