"""What is said to excuse lateness, and who of those that must decide sees a process through."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from unstori.access.request import Request
from unstori.pathways.actions import process_claims
from unstori.pathways.actions import processes as actions
from unstori.pathways.forms import processes as asking
from unstori.pathways.presenters import processes as telling
from unstori.pathways.queries import processes as queries
from unstori.pathways.views.processes import asked, held


@login_required
def claim(request: Request, reference: str, id: UUID, clock: str) -> HttpResponse:
    """What excuses lateness, with what shows it."""
    opened, now = held(request, reference, id)
    law = next((each.clock for _counting, each in now.runs if each.clock.id == clock), None)
    if law is None or not law.excuses or not queries.may_claim(opened, now.row, now.kind):
        raise queries.missing(opened)
    form = asking.ClaimForm(request.POST or None, codes=[(each.id, each.name) for each in law.excuses])

    def act(said: dict[str, Any]) -> object:
        return process_claims.claim_exception(by=request.actor, process=now.row, clock_id=clock, **said)

    note = _("An exception excuses being late. It moves no day and stops no clock.")
    return asked(request, opened, now.row, form, act, _("What excuses being late"), _("Save"), note)


@login_required
def claim_back(request: Request, reference: str, id: UUID, claim: UUID) -> HttpResponse:
    opened, now = held(request, reference, id)
    row = next((each for each in now.claims if each.pk == claim), None)
    if row is None or not queries.may_claim(opened, now.row, now.kind):
        raise queries.missing(opened)
    form = asking.ClaimBackForm(request.POST or None)
    act = lambda said: process_claims.take_back_claim(by=request.actor, claim=row, **said)  # noqa: E731
    return asked(request, opened, now.row, form, act, _("It is claimed no more"), _("Save"))


@login_required
def owner(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Who of the body that must decide sees it through."""
    opened, now = held(request, reference, id)
    could = queries.hands(opened, now.row, now.kind).of_body
    if request.actor.capacity_id not in {one.pk for one in could}:
        raise queries.missing(opened)
    initial = {"owner": str(now.row.owner_id or request.actor.capacity_id)}
    form = asking.OwnerForm(request.POST or None, people=telling.people(could), initial=initial)

    def act(said: dict[str, Any]) -> object:
        return actions.name_owner(
            by=request.actor,
            process=now.row,
            owner=next(one for one in could if str(one.pk) == said["owner"]),
        )

    note = _("The family reads the name, and whom to ask.")
    return asked(request, opened, now.row, form, act, _("Who sees it through?"), _("Save the name"), note)
