"""Parts of the plan for learning: the place, parts in words, advice, and of what kind a need is."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash
from unstori.directory.queries import organisations_named
from unstori.plan import actions, catalogue, queries, rules
from unstori.plan.forms import AdviceForm, AreaForm, PartForm, PlacementForm
from unstori.plan.views.learning import clash_page
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt

PLACE = ("basis", "name", "type", "boarding", "why", "starts_on", "version")


def _back(reference: str) -> str:
    return reverse("plan:learning", args=[reference])


@login_required
def placement(request: Request, reference: str) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, section="learning", what="plan")
    row = queries.placement(opened)
    now = {name: getattr(row, name) for name in PLACE} if row else {"basis": "named", "version": 0}
    form, title = PlacementForm(request.POST or None, initial=now), _("The place in the plan")
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data}
        data["version"] = data["version"] or 0
        try:
            made = attempt(
                form, lambda: actions.set_placement(by=request.actor, person=opened.person, **data)
            )
        except Clash as clash:
            return clash_page(request, opened, form, clash, title, row.pk if row else None)
        if made:
            messages.success(request, _("Saved."))
            return redirect(_back(reference))
    return form_page(request, opened, form, title, _("Save"), _back(reference))


@login_required
def part(request: Request, reference: str, key: str) -> HttpResponse:
    """A part in words; where the law lets that stand, that there is none."""
    opened, _row = open_plan(request, reference)
    spec = catalogue.part(opened.person.jurisdiction, key)
    if spec is None:
        raise Http404
    opened = open_person(request.actor, reference, Permission.ADD, section=spec["section"], what="plan")
    row = queries.parts(opened).get(key)
    now = {"none": row.none, "words": row.words, "version": row.version} if row else {"version": 0}
    form = PartForm(request.POST or None, none=bool(spec.get("none")), initial=now)
    words = catalogue.Words.read
    title, hint = (
        str(words(spec.get("ask", spec["heading"]))),
        str(words(spec["hint"])) if "hint" in spec else "",
    )
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        try:
            made = attempt(
                form, lambda: actions.write_part(by=request.actor, person=opened.person, key=key, **data)
            )
        except Clash as clash:
            return clash_page(request, opened, form, clash, title, row.pk if row else None)
        if made:
            messages.success(request, _("Saved."))
            return redirect(_back(reference))
    return form_page(request, opened, form, title, _("Save"), _back(reference), help=hint)


@login_required
def add_advice(request: Request, reference: str) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, section="learning", what="plan")
    form = AdviceForm(request.POST or None, organisations=organisations_named("", by=request.actor))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(form, lambda: actions.add_advice(by=request.actor, person=opened.person, **said)):
            messages.success(request, _("The advice is in the plan."))
            return redirect(_back(reference))
    return form_page(request, opened, form, _("Advice for the plan"), _("Save the advice"), _back(reference))


@login_required
@require_POST
def take_out_advice(request: Request, reference: str, id: UUID) -> HttpResponse:
    _opened, row = open_plan(
        request, reference, Permission.ADD, lambda opened: queries.one_advice(opened, id)
    )
    actions.take_out_advice(by=request.actor, advice=row)
    messages.success(request, _("It is out of the plan again."))
    return redirect(_back(reference))


@login_required
def place_need(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.need(opened, id))
    form = AreaForm(request.POST or None, initial={"area": rules.area_of(row.area, row.section)})
    if request.method == "POST" and form.is_valid():
        placed = attempt(form, lambda: actions.place_need(by=request.actor, need=row, **form.cleaned_data))
        if placed:
            messages.success(request, _("Saved."))
            return redirect(_back(reference))
    return form_page(request, opened, form, row.words, _("Save"), _back(reference))
