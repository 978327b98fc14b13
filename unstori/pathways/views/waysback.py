"""Ways back: given when somebody steps down, used in one step, answered by the team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.directory import queries as directory
from unstori.pathways.actions import waysback as actions
from unstori.pathways.forms import waysback as asking
from unstori.pathways.models import WayBack
from unstori.pathways.presenters import waysback as telling
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import waysback as queries
from unstori.pathways.rules import waysback as rules
from unstori.plan import queries as plan
from unstori.ui.trying import tried


def _open(request: Request, reference: str, permission: Permission = Permission.SEE) -> Opened:
    return open_person(request.actor, reference, permission, section=queries.SECTION, what="way_back")


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """To whom one can come back without asking anew."""
    opened = _open(request, reference)
    rows = [telling.line(opened, row) for row in queries.ways_of(opened)]
    may = _may_give(request, opened)
    return render(request, "pathways/ways_back.html", {"opened": opened, "rows": rows, "may": may})


@login_required
def give(request: Request, reference: str) -> HttpResponse:
    """When somebody steps down."""
    opened = _open(request, reference, Permission.ADD)
    if not _may_give(request, opened):
        raise stages.missing(opened, reference)
    supports = list(plan.supports(opened).filter(comes_from="service"))
    teams = {str(one.pk): one for one in directory.teams().filter(organisation=request.actor.organisation_id)}
    named = [("", _("Not in the list")), *((pk, str(one.name)) for pk, one in teams.items())]
    begin = {"support": request.GET.get("support", ""), "team": str(request.actor.team_id or "")}
    form = asking.GiveForm(
        request.POST or None, supports=telling.supports(supports), teams=named, initial=begin
    )

    def act(said: dict[str, Any]) -> object:
        chosen = next((one for one in supports if str(one.pk) == said.pop("support", "")), None)
        said["what"] = said["what"].strip() or (chosen.what if chosen else "")
        said["team"] = teams.get(said["team"])
        return actions.give(by=request.actor, person=opened.person, support=chosen, **said)

    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(dict(form.cleaned_data))):
        messages.success(request, _("The way back stands. The family sees it."))
        return redirect("pathways:ways_back", reference)
    context = {
        "opened": opened, "title": _("Give a way back"), "form": form, "save": _("Give the way back"),
        "back": reverse("pathways:ways_back", args=[reference]),
        "help": _("Whoever needs less help now can come back within this time without asking anew."),
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)


def _may_give(request: Request, opened: Opened) -> bool:
    gives = rules.can_give(kind=request.actor.kind, vouched=request.actor.vouched)
    return gives and opened.may(Permission.ADD, queries.SECTION)


@login_required
def way_back(request: Request, reference: str, id: UUID) -> HttpResponse:
    """What it is; and one button that uses it."""
    opened = _open(request, reference)
    row = queries.way(opened, id)
    page = telling.page(opened, row)
    form = asking.UseForm(request.POST if request.method == "POST" else None) if page["may_use"] else None
    if form is None and request.method == "POST":
        raise stages.missing(opened, id)
    if form and request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.use(by=request.actor, way=row, words=words)):
            return redirect("pathways:way_back", reference, id)
    context = {"opened": opened, "page": page, "form": form, "easy": opened.is_self}
    return render(request, "pathways/way_back.html", context)


@login_required
def end(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened = _open(request, reference, Permission.ADD)
    row = queries.way(opened, id)
    if not telling.page(opened, row)["may_end"]:
        raise stages.missing(opened, id)
    form = asking.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if tried(form, lambda: actions.end(by=request.actor, way=row, why=why)):
            messages.success(request, _("Saved."))
            return redirect("pathways:ways_back", reference)
    return render(
        request, "ui/one_form.html",
        {"opened": opened, "title": _("End this way back"), "form": form, "save": _("End it"),
         "back": reverse("pathways:way_back", args=[reference, id])},
    )  # fmt: skip


@login_required
@require_safe
def to_answer(request: Request) -> HttpResponse:
    """For the team: who wants to come back."""
    by = request.actor
    if by.kind != "worker" or not by.vouched:
        raise NotFound(reference="", permission=Permission.SEE)
    rows = [telling.team_line(row) for row in queries.for_team(by)]
    lists.shown(by=by, what="ways_back", people=[row["person"] for row in rows])
    return render(request, "pathways/ways_back_to_answer.html", {"rows": rows})


@login_required
def answer(request: Request, id: UUID) -> HttpResponse:
    """What happens next: the way back was promised, so there is no no."""
    row: WayBack = queries.one_for_team(request.actor, id)
    form = asking.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.take_up(by=request.actor, way=row, words=words)):
            messages.success(request, _("Your answer is with the family."))
            return redirect("pathways:ways_back_to_answer")
    lists.shown(by=request.actor, what="ways_back", people=[row.person_id])
    context = {"page": telling.team_line(row), "form": form}
    return render(request, "pathways/way_back_answer.html", context)
