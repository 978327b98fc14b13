"""What runs by law about somebody in other rooms: named and linked here, worked on there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.assessment import catalogue as assessments
from unstori.assessment import queries as assessment
from unstori.core.dates import format_date
from unstori.pathways.queries import moves

Item = dict[str, Any]


def lines(opened: Opened) -> list[Item]:
    """Assessments that are open, with the day that the law names, and a move that is under way."""
    found = [
        {
            "name": assessments.kind(row.kind, row.kind_version).title,
            "href": reverse("assessment:assessment", args=[opened.person.reference, row.pk]),
            "day": _("By %(day)s") % {"day": format_date(row.due_on, year=True)} if row.due_on else "",
        }
        for row in assessment.assessments(opened) if row.is_open
    ]  # fmt: skip
    if move := moves.open_move(opened):
        found.append({
            "name": _("Moving to another council’s area"), "day": "",
            "href": reverse("pathways:move", args=[opened.person.reference, move.pk]),
        })  # fmt: skip
    return found
