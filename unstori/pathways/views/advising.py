"""Ask before asking: a short question to a service, and its advice."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import lists
from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.pathways.actions import advising as actions
from unstori.pathways.forms.advising import AdviceForm, AskAdviceForm
from unstori.pathways.models import Pathway
from unstori.pathways.presenters import advising as telling
from unstori.pathways.queries import advising as queries
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import advising as rules
from unstori.ui.trying import pressed, tried

ON_A_PAGE = 30


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """What was asked, and the advice that came."""
    opened = open_person(request.actor, reference, what="advice")
    rows = telling.lines(queries.consultations_of(opened), request.actor)
    context = {"opened": opened, "rows": rows, "may": bool(opened.may_add_to)}
    return render(request, "pathways/advice.html", context)


@login_required
def ask(request: Request, reference: str) -> HttpResponse:
    """Whom, what, and whether they may know whom it is about."""
    opened = open_person(request.actor, reference, Permission.ADD, what="advice")
    services, about = queries.services(), _about(request, opened)
    begins = {
        "section": about.section if about else "what_matters",
        "service": request.GET.get("service", ""),
    }
    form = AskAdviceForm(
        request.POST or None, services=[(str(one.hsds_id), one.name) for one in services], opened=opened, initial=begins
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["service"] = next((one for one in services if str(one.hsds_id) == said["service"]), None)
        if tried(
            form, lambda: actions.ask_advice(by=request.actor, person=opened.person, pathway=about, **said)
        ):
            messages.success(
                request, _("Asked. Nothing is requested by it, and nothing of the story went along.")
            )
            return redirect("pathways:advice", reference)
    return render(
        request, "pathways/advice_ask.html", {"opened": opened, "form": form, "any": bool(services)}
    )


def _about(request: Request, opened: Opened) -> Pathway | None:
    named = request.GET.get("about", "")
    if not named:
        return None
    try:
        found = asked.pathway(opened, UUID(named))
    except ValueError:
        raise asked.missing(named, opened.person) from None
    return found if opened.may(Permission.ADD, found.section) else None


@login_required
@require_POST
def back(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, what="advice")
    row = queries.consultation(opened, id)
    pressed(request, lambda: actions.take_back_question(by=request.actor, consultation=row), _("Taken back."))
    return redirect("pathways:advice", reference)


@login_required
@require_safe
def team(request: Request) -> HttpResponse:
    """What others ask of my team: what waits first."""
    if request.actor.kind != "worker":
        raise Http404
    page = Paginator(queries.for_team(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    lists.shown(
        by=request.actor, what="advice", people=[row.person_id for row in page.object_list if row.named]
    )
    context = {"rows": telling.team_lines(page.object_list), "page": page}
    return render(request, "pathways/advice_team.html", context)


@login_required
def answer(request: Request, id: UUID) -> HttpResponse:
    """One question, and the answer to it."""
    row = queries.one_for_team(request.actor, id)
    if row.named:
        lists.shown(by=request.actor, what="advice", people=[row.person_id])
    form = AdviceForm(request.POST or None) if row.state == rules.ASKED or request.method == "POST" else None
    if form and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(form, lambda: actions.answer_advice(by=request.actor, consultation=row, **said)):
            messages.success(request, _("Your advice is with whoever asked."))
            return redirect("pathways:advice_team")
    return render(request, "pathways/advice_answer.html", {"one": telling.team_line(row), "form": form})
