"""What runs by law about somebody in other rooms: named and linked here, worked on there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.assessment import catalogue as assessments
from unstori.assessment import queries as assessment
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.pathways import catalogue
from unstori.pathways.queries import moves
from unstori.pathways.queries.process_runs import law_of
from unstori.pathways.rules import Instance, run
from unstori.plan import queries as plan
from unstori.plan.models import Enquiry

Item = dict[str, Any]
ENQUIRY = "adult-at-risk-wales"


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
    found += [_enquiry(opened, row) for row in plan.enquiries(opened) if _is_counted(row)]
    if move := moves.open_move(opened):
        found.append({
            "name": _("Moving to another council’s area"), "day": "",
            "href": reverse("pathways:move", args=[opened.person.reference, move.pk]),
        })  # fmt: skip
    return found


def _is_counted(row: Enquiry) -> bool:
    return row.kind == Enquiry.Kind.ADULT and row.concluded_on is None


def _enquiry(opened: Opened, row: Enquiry) -> Item:
    """Its days are those of the clock where the law names any: here in Wales."""
    day = ""
    if opened.person.jurisdiction == "wales":
        law = law_of(ENQUIRY, row.began_on)
        counted = (
            run(law, Instance(row.began_on), catalogue.calendar("wales"), clock.today()).steps[0].counted
        )
        day = _("By %(day)s") % {"day": format_date(counted.last_day, year=True)} if counted else ""
    return {
        "name": row.get_kind_display(),
        "day": day,
        "href": reverse("plan:index", args=[opened.person.reference]),
    }
