"""Reading: what is asked before, one assessment, all of them, on paper, and those to work on."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from unstori.access.actions import lists
from unstori.access.door import Opened, look_across
from unstori.access.request import Request
from unstori.assessment import catalogue, papers, presenters, queries, rules
from unstori.assessment.catalogue import Kind
from unstori.assessment.drawing import known
from unstori.assessment.views.opening import may_work, open_here, open_one
from unstori.plan import pdf
from unstori.story.queries import may_say_moved
from unstori.ui.saving import to_save


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    """Those asked for, and what each kind would ask and test."""
    opened = open_here(request, reference)
    rows = list(queries.assessments(opened))
    found, again = queries.findings(opened, rows), {row.follows_id for row in rows}
    context = {
        "opened": opened,
        "assessments": [presenters.line(opened, row, found, again=row.pk in again) for row in rows],
        "kinds": catalogue.kinds(opened.person.jurisdiction, opened.person.born_on),
        "may_move": may_say_moved(opened),
    }
    return render(request, "assessment/index.html", context)


@login_required
def before(request: Request, reference: str, kind: str) -> HttpResponse:
    """Every question and every test, before anybody asks them."""
    opened = open_here(request, reference)
    said = {"outcomes": catalogue.outcome_words(), "rights": papers.rights()}
    return render(request, "assessment/before.html", {"opened": opened, "kind": _kind(opened, kind), **said})


@login_required
def before_paper(request: Request, reference: str, kind: str) -> HttpResponse:
    opened = open_here(request, reference)
    return _as_pdf(papers.before(opened, _kind(opened, kind)), opened)


def _kind(opened: Opened, id: str) -> Kind:
    """One of those that there are where the person lives, or along which something was asked before."""
    here = catalogue.kinds(opened.person.jurisdiction, opened.person.born_on)
    asked = [catalogue.kind(row.kind, row.kind_version) for row in queries.assessments(opened)]
    found = next((one for one in [*here, *asked] if one.id == id), None)
    if found is None:
        raise queries.missing(opened)
    return found


@login_required
def assessment(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, found, kind = open_one(request, reference, id)
    said = presenters.assessment_page(opened, found, kind, known(opened, found, offer=False))
    return render(
        request,
        "assessment/assessment.html",
        {"opened": opened, "row": found, "kind": kind, "may_work": may_work(opened, found), **said},
    )


@login_required
def paper(request: Request, reference: str, id: UUID) -> HttpResponse:
    """To keep and to take along."""
    opened, found, kind = open_one(request, reference, id)
    if not queries.is_for(opened, found):
        raise queries.missing(opened)
    grounds = queries.grounds_of(queries.findings(opened, [found]))
    made = papers.after(opened, found, kind, known(opened, found, offer=False, grounds=grounds))
    return _as_pdf(made, opened)


def _as_pdf(made: pdf.Sheet, opened: Opened) -> HttpResponse:
    return to_save(pdf.render(made, opened=opened), f"{slugify(f'{opened.person.called} {made.title}')}.pdf")


@login_required
def work(request: Request) -> HttpResponse:
    """What I hold, and what nobody holds yet of those whom I may assess."""
    by = request.actor
    rows = queries.for_work(look_across(by)) if rules.can_assess(by.kind) else []
    lists.shown(by=by, what="assessments", people={row.person_id for row in rows})
    lines = [presenters.work_line(row, by) for row in rows]
    return render(request, "assessment/work.html", {"lines": lines})
