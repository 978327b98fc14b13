"""Came in, and nobody knows whose."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.exchange.models import Imported
from unstori.governance.actions import arrivals as actions
from unstori.governance.forms import WhoseForm
from unstori.governance.presenters import arrivals as said
from unstori.governance.queries import arrivals as queries
from unstori.ui.trying import tried

ON_A_PAGE = 25


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Records of people that wait, oldest first."""
    page = Paginator(queries.waiting(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [said.row(each) for each in page.object_list]}
    return render(request, "governance/arrived.html", context)


@login_required
def arrival(request: Request, id: UUID) -> HttpResponse:
    """Who it says it is about, who that may be, and the answer."""
    by = request.actor
    row = actions.look_at(by=by, id=id)
    likely = queries.likely(by, queries.said_by(row))
    lists.shown(by=by, what="arrival", people=[each.pk for each in likely])
    form = WhoseForm(request.POST or None, likely=[said.choice(each) for each in likely])
    if request.method == "POST" and form.is_valid() and _said(request, form, row):
        messages.success(request, _("Your answer is kept. What waited is being taken again."))
        return redirect("governance:arrived")
    context = {"form": form, "row": said.row(row), "lines": said.lines(row), "likely": bool(likely)}
    return render(request, "governance/arrival.html", context)


def _said(request: Request, form: WhoseForm, row: Imported) -> bool:
    try:
        return tried(
            form,
            lambda: actions.say(by=request.actor, row=row, whose=form.answer(), why=form.cleaned_data["why"]),
        )
    except NotFound:
        form.add_error("reference", _("This is not a record that you can look at. Check the reference."))
        return False
