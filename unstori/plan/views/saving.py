"""What was found in the directory goes into somebody's plan, and can be taken out again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import lists
from unstori.access.door import Opened, look_across
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.directory import queries as directory
from unstori.directory.models import Entry
from unstori.plan import actions, presenters, queries
from unstori.plan.forms import SaveForm
from unstori.plan.models import Outcome, Support
from unstori.plan.views.opening import form_page, open_plan
from unstori.ui.trying import attempt, pressed

PEOPLE_ON_A_PAGE = 30


def _service(id: UUID) -> Entry:
    found = directory.entry(id)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def choose(request: Request, service: UUID) -> HttpResponse:
    """Into whose plan? Whoever has one person only is not asked."""
    found, seen = _service(service), look_across(request.actor)
    rows = seen.people().order_by("called", "pk")
    page = Paginator(rows, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    several = [one for one in seen.open(page.object_list) if one.may_add_to]
    if len(several) == page.paginator.count == 1:
        return redirect("plan:save_service", several[0].person.reference, found.hsds_id)
    lists.shown(by=request.actor, what="save", people=[one.person.pk for one in several])
    context = {"service": found, "people": [presenters.told_apart(one) for one in several], "page": page}
    return render(request, "plan/choose_person.html", context)


@login_required
def save_service(request: Request, reference: str, service: UUID) -> HttpResponse:
    """For which outcome, or for life as a whole? Nobody asks the service by this."""
    opened, _row = open_plan(request, reference, Permission.ADD)
    found = _service(service)
    outcomes = [
        row for row in queries.open_outcomes(opened) if opened.may(Permission.ADD, row.section)
    ]  # fmt: skip
    form = SaveForm(request.POST or None, outcomes=outcomes)
    if request.method == "POST" and form.is_valid():
        outcome = next((row for row in outcomes if str(row.pk) == form.cleaned_data["outcome"]), None)
        if attempt(form, lambda: _save(opened, found, outcome), "outcome"):
            messages.success(request, _("It is in the plan. Nobody has been asked yet."))
            return redirect(_back(reference, outcome.pk if outcome else None))
    more: dict[str, Any] = {"template": "plan/save_service.html", "service": presenters.service_card(found)}
    back = reverse("finding:entry", args=[found.hsds_id])
    return form_page(request, opened, form, _("Save it to the plan"), _("Save to the plan"), back, **more)


@login_required
@require_POST
def take_out(request: Request, reference: str, id: UUID) -> HttpResponse:
    _opened, row = open_plan(request, reference, Permission.ADD, lambda opened: queries.support(opened, id))
    done = _("It is out of the plan again.")
    pressed(request, lambda: actions.take_out(by=request.actor, support=row), done)
    return redirect(_back(reference, row.outcome_id))


def _save(opened: Opened, service: Entry, outcome: Outcome | None) -> Support:
    return actions.save_service(by=opened.actor, person=opened.person, service=service, outcome=outcome)


def _back(reference: str, outcome: UUID | None) -> str:
    if outcome:
        return reverse("plan:outcome", args=[reference, outcome])
    return reverse("plan:index", args=[reference])
