"""The plan for learning (IDP, EHC plan): the page of its parts, and its provision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash
from unstori.directory.queries import organisations_named
from unstori.plan import actions, presenters, queries
from unstori.plan.forms import ProvisionForm
from unstori.plan.models import Provision, Support
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt

OWN = (
    "kind", "every", "times", "minutes", "how", "why", "adulthood", "by_payment", "review_on", "version",
)  # fmt: skip
OF_SUPPORT = ("what", "who", "place", "starts_on", "ends_on")


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    opened, _row = open_plan(request, reference)
    return render(request, "plan/learning.html", {"opened": opened, **presenters.learning_page(opened)})


@login_required
def add_provision(request: Request, reference: str) -> HttpResponse:
    """New, said exactly from the start."""
    opened, _row = open_plan(request, reference, Permission.ADD)
    asked = {name: request.GET.get(name, "") for name in ("need", "kind")}
    form = _form(request, opened, {**asked, "section": "learning"})
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data}
        data.pop("version")
        if attempt(form, lambda: actions.add_provision(by=request.actor, person=opened.person, **data)):
            messages.success(request, _("The provision is in the plan."))
            return redirect("plan:learning", reference)
    return _page(request, opened, form, _("Provision, said exactly"))


@login_required
def specify(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Of something that is in the plan already."""
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.support(opened, id))
    made = queries.provisions(opened).filter(support=row).first()
    if made:
        return redirect("plan:edit_provision", reference, made.pk)
    form = _form(request, opened, {"kind": "education", **_of_support(row)}, placed=True)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _specify(request, row, {**form.cleaned_data}))
        if made:
            messages.success(request, _("The provision is in the plan."))
            return redirect("plan:learning", reference)
    return _page(request, opened, form, _("Provision, said exactly"))


@login_required
def edit_provision(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.provision(opened, id))
    form = _form(request, opened, _now(row), placed=True)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data}
        version = data.pop("version") or 0
        try:
            changed = attempt(
                form, lambda: actions.edit_provision(by=request.actor, provision=row, version=version, **data)
            )
        except Clash as clash:
            return clash_page(request, opened, form, clash, _("Change the provision"), row.pk)
        if changed:
            messages.success(request, _("Saved."))
            return redirect("plan:learning", reference)
    return _page(request, opened, form, _("Change the provision"))


def clash_page(
    request: Request, opened: Opened, form: Any, clash: Clash, title: str, row: UUID | None
) -> HttpResponse:
    """Both texts side by side, and the form again at the version that stands now."""
    form.data = {**request.POST.dict(), "version": clash.version}
    change = queries.changes_since(opened, None).filter(row_id=row).last() if row else None
    fields = presenters.clash_fields(clash.theirs, clash.mine)
    back = reverse("plan:learning", args=[opened.person.reference])
    return form_page(
        request, opened, form, title, _("Save what should stay"), back, template="plan/clash.html",
        fields=fields, change=change,
    )  # fmt: skip


def _specify(request: Request, support: Support, data: dict[str, Any]) -> Provision:
    """The provision first; then what the form changed of the support itself."""
    data.pop("version")
    said = {name: data[name] for name in (*actions.provisions.OF_PROVISION, "kind") if name in data}
    made = actions.specify(by=request.actor, support=support, **said)
    return actions.edit_provision(by=request.actor, provision=made, version=made.version, **data)


def _form(
    request: Request, opened: Opened, initial: dict[str, Any], *, placed: bool = False
) -> ProvisionForm:
    return ProvisionForm(
        request.POST or None, opened=opened, needs=queries.needs(opened), outcomes=queries.open_outcomes(opened),
        organisations=organisations_named("", by=request.actor), initial=initial, placed=placed,
    )  # fmt: skip


def _of_support(row: Support) -> dict[str, Any]:
    """What a support says already."""
    linked = {"outcome": str(row.outcome_id or ""), "organisation": str(row.organisation_id or "")}
    return {**linked, **{name: getattr(row, name) for name in OF_SUPPORT}}


def _now(row: Provision) -> dict[str, Any]:
    welsh = {True: "yes", False: "no", None: ""}[row.in_welsh]
    said = {name: getattr(row, name) for name in OWN}
    return {**_of_support(row.support), **said, "need": str(row.need_id or ""), "in_welsh": welsh}


def _page(request: Request, opened: Opened, form: ProvisionForm, title: str) -> HttpResponse:
    back = reverse("plan:learning", args=[opened.person.reference])
    help = _("So exact that anybody can see whether it happens: what, how often, how long, by whom.")
    return form_page(request, opened, form, title, _("Save the provision"), back, help=help)
