"""What could help with an outcome, near where the person lives: asked of the directory from here, so that no word of the
outcome stands in an address or a log.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.directory import queries as directory
from unstori.directory.models import Entry as Service
from unstori.plan import actions
from unstori.plan import queries as plan
from unstori.plan.models import Outcome, Support
from unstori.ui.trying import pressed
from unstori.web.forms import NearForm
from unstori.web.presenters import near as words


@login_required
def near(request: Request, reference: str, id: UUID) -> HttpResponse:
    """First what anybody can go to, then what is for some, then what somebody has to ask for."""
    opened = open_person(request.actor, reference, what="near")
    outcome = plan.outcome(opened, id)
    form = NearForm(request.POST or None, initial=words.known(opened, outcome))
    if request.POST.get("save"):
        _save(request, opened, outcome)
    may_save = opened.may(Permission.ADD, outcome.section)
    context = {"opened": opened, "outcome": outcome, "form": form, "may_save": may_save}
    if not form.is_bound or form.is_valid():
        context |= words.found(opened, outcome, form.asked())
    return render(request, "web/near.html", context)


def _save(request: Request, opened: Opened, outcome: Outcome) -> None:
    """In one step, and what was found stays on the page."""
    try:
        service = directory.entry(UUID(request.POST["save"]))
    except ValueError:
        service = None
    if service is None:
        return
    done = _("“%(name)s” is in the plan. Nobody has been asked yet.") % {"name": service.name}
    pressed(request, lambda: _saved(opened, service, outcome), done)


def _saved(opened: Opened, service: Service, outcome: Outcome) -> Support:
    return actions.save_service(by=opened.actor, person=opened.person, service=service, outcome=outcome)
