"""The audit of one organisation, for its administrator."""

import csv
from collections.abc import Iterator
from itertools import chain
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access import queries as access
from unstori.access.request import Request
from unstori.governance.actions import auditing as actions
from unstori.governance.forms import AuditForm
from unstori.governance.presenters import deeds as said
from unstori.governance.queries import audit as queries

ON_A_PAGE = 50
MOST_LINES = 200_000


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """As many queries for a hundred events as for a hundred thousand."""
    by, form = request.actor, AuditForm(request.GET)
    found = list(queries.events(by, before=_before(request), **form.asked())[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    workers = access.capacities_named({each.capacity_id for each in shown})
    seen = queries.visible_references(by, {each.person_id for each in shown if each.person_id})
    state, address = queries.seal(by), request.GET.copy()
    address.pop("before", None)
    context = {
        "form": form,
        "rows": [list(said.event(each, workers, seen).values()) for each in shown],
        "older": str(shown[-1].pk) if len(found) > ON_A_PAGE else "",
        "is_first": "before" not in request.GET,
        "address": address.urlencode(),
        "seal": said.seal(state),
        "state": state,
    }
    return render(request, "governance/audit.html", context)


def _before(request: Request) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


@login_required
@require_safe
def export(request: Request) -> StreamingHttpResponse:
    """The same, as a table to take along."""
    by, asked = request.actor, AuditForm(request.GET).asked()
    found = queries.events(by, **asked)
    actions.export(by=by, asked=asked)
    workers = queries.workers_named(by)
    lines = (said.line(each, workers) for each in found[:MOST_LINES].iterator(chunk_size=2000))
    response = StreamingHttpResponse(
        _written(chain([said.head()], lines)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="audit-{asked["since"]}-{asked["until"]}.csv"'
    return response


def _written(lines: Iterator[list[str]]) -> Iterator[str]:
    class Echo:
        def write(self, text: str) -> str:
            return text

    writer = csv.writer(Echo())
    yield "\ufeff"  # so that a spreadsheet reads ŵ and ŷ
    yield from (writer.writerow(line) for line in lines)


@login_required
@require_POST
def verify(request: Request) -> HttpResponse:
    """A job does it; its answer stands on the page."""
    actions.ask_to_verify(by=request.actor)
    messages.success(request, _("It is being checked. Look again in some minutes."))
    return redirect("governance:audit")
