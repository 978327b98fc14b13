"""Moving to another council's area: what goes along, what is asked anew, who says what by when."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.pathways import moving
from unstori.pathways.actions import moves as actions
from unstori.pathways.forms import moves as asking
from unstori.pathways.models import Move
from unstori.pathways.presenters import moves as telling
from unstori.pathways.queries import moves as queries
from unstori.pathways.rules import moves as rules
from unstori.people.models import Capacity
from unstori.ui.trying import attempt, tried


def _open(request: Request, reference: str, permission: Permission = Permission.SEE) -> Opened:
    return open_person(request.actor, reference, permission, section=queries.SECTION, what="move")


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """All moves; what one is for, where there is none."""
    opened = _open(request, reference)
    rows = list(queries.moves_of(opened))
    context = {
        "opened": opened, "rows": [telling.line(row) for row in rows],
        "may": queries.may_move(opened) and not any(row.state in rules.OPEN for row in rows),
    }  # fmt: skip
    return render(request, "pathways/moves.html", context)


@login_required
def begin(request: Request, reference: str) -> HttpResponse:
    """We think of moving."""
    opened = _open(request, reference, Permission.ADD)
    if not queries.may_move(opened):
        raise queries.missing(opened)
    if (there := queries.open_move(opened)) and request.method != "POST":
        return redirect("pathways:move", reference, there.pk)
    here = queries.authorities(opened.person)
    listed = [(str(each.pk), str(each.name)) for each in here]
    form = asking.BeginForm(request.POST or None, authorities=listed, things=telling.things(opened))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        to = next((each for each in here if str(each.pk) == said["to"]), None)
        said |= {"by": request.actor, "person": opened.person, "to": to}
        if made := attempt(form, lambda: actions.begin_move(**said)):
            return redirect("pathways:move", reference, made.pk)
    context = {"opened": opened, "form": form, "here": opened.person.authority}
    return render(request, "pathways/move_begin.html", context)


@login_required
@require_safe
def move(request: Request, reference: str, id: UUID) -> HttpResponse:
    """For the family and for both workers the same page."""
    opened = _open(request, reference)
    row = queries.move(opened, id)
    return render(
        request, "pathways/move.html", {"opened": opened, "page": telling.page(opened, row)}
    )  # fmt: skip


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """For workers on either side: the nearest day first."""
    if not request.actor.is_professional:
        raise Http404
    rows = queries.mine(request.actor)
    lists.shown(by=request.actor, what="moves", people=[row.person_id for row in rows])
    return render(
        request, "pathways/moves_mine.html", {"rows": [telling.line(row, name=row.person.called) for row in rows]}
    )  # fmt: skip


@login_required
def day(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = _held(request, reference, id, "day", decides=True)
    form = asking.DayForm(request.POST or None, initial={"moves_on": row.moves_on})
    act = lambda said: actions.set_day(by=request.actor, move=row, **said)  # noqa: E731
    return _asked(request, opened, row, form, act, _("The day of the move"), _("Save the day"))


@login_required
def there(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Somebody of the new council, by name, before the day."""
    opened, row = _held(request, reference, id, "name")
    could = queries.workers(opened, row.to_authority_id)
    initial = {"worker": str(row.worker_there_id or ""), "name": row.there_name, "how": row.there_how}
    form = asking.ThereForm(request.POST or None, people=telling.people(could), initial=initial)
    act = lambda said: actions.name_there(  # noqa: E731
        by=request.actor, move=row, **{**said, "worker": _chosen(could, said.get("worker", ""))}
    )
    note = _("Naming somebody lets nobody in. What they may see is chosen in the circle, before the day.")
    return _asked(
        request, opened, row, form, act, _("Who is there for you in the new place?"), _("Save the name"), note
    )


@login_required
def here(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Who of the old council sees it through."""
    opened, row = _held(request, reference, id, "name")
    could = queries.workers(opened, row.from_authority_id)
    if not could:
        raise queries.missing(opened)
    initial = {"worker": str(row.worker_here_id or "")}
    form = asking.HereForm(request.POST or None, people=telling.people(could), initial=initial)

    def act(said: dict[str, Any]) -> object:
        chosen = _chosen(could, said["worker"])
        assert chosen is not None
        return actions.name_here(by=request.actor, move=row, worker=chosen)

    title = _("Who sees it through on this side?")
    return _asked(request, opened, row, form, act, title, _("Save the name"))


@login_required
def ask(request: Request, reference: str, id: UUID, thing: str) -> HttpResponse:
    """It was asked for anew: the new council's time runs from then."""
    opened, row = _held(request, reference, id, "ask")
    title = _thing(opened, row, thing)
    form = asking.AskForm(request.POST or None, initial={"on": clock.today()})
    act = lambda said: actions.ask(by=request.actor, move=row, thing=thing, **said)  # noqa: E731
    return _asked(request, opened, row, form, act, title, _("We have asked"))


@login_required
def say(request: Request, reference: str, id: UUID, thing: str) -> HttpResponse:
    """What the new council says of one thing."""
    opened, row = _held(request, reference, id, "say")
    title = _thing(opened, row, thing)
    known = [(answer, words) for answer, words in moving.answers().items()]
    form = asking.SayForm(request.POST or None, answers=known, initial={"on": clock.today()})
    act = lambda said: actions.say(by=request.actor, move=row, thing=thing, **said)  # noqa: E731
    return _asked(request, opened, row, form, act, title, _("Save what the council says"))


@login_required
def arrive(request: Request, reference: str, id: UUID) -> HttpResponse:
    """We live there now."""
    opened, row = _held(request, reference, id, "arrive", decides=True)
    keeps = opened.address_withheld or row.to_authority_id is None
    form = asking.ArriveForm(
        request.POST or None, keeps_address=keeps, initial={"on": row.moves_on or clock.today()}
    )
    act = lambda said: actions.arrive(by=request.actor, move=row, **said)  # noqa: E731
    note = _(
        "Nobody new sees anything by it, and nobody stops seeing anything. You choose that in the circle."
    )
    return _asked(request, opened, row, form, act, _("You have moved"), _("We live there now"), note)


@login_required
def off(request: Request, reference: str, id: UUID) -> HttpResponse:
    """We stay."""
    opened, row = _held(request, reference, id, "off", decides=True)
    form = asking.OffForm(request.POST if request.method == "POST" else None)
    act = lambda said: actions.call_off(by=request.actor, move=row, **said)  # noqa: E731
    return _asked(request, opened, row, form, act, _("You are not moving after all"), _("We stay here"))


def _held(
    request: Request, reference: str, id: UUID, step: str, *, decides: bool = False
) -> tuple[Opened, Move]:
    opened = _open(request, reference, Permission.ADD)
    row = queries.move(opened, id)
    if not rules.can(step, row.state) or (decides and not queries.may_move(opened)):
        raise queries.missing(opened)
    return opened, row


def _thing(opened: Opened, row: Move, thing: str) -> str:
    found = queries.direction(row).of([thing]) if thing in row.things else []
    if not found:
        raise queries.missing(opened)
    return str(found[0].name)


def _chosen(could: list[Capacity], id: str) -> Capacity | None:
    return next((one for one in could if str(one.pk) == id), None)


def _asked(
    request: Request, opened: Opened, row: Move, form: forms.Form, act: Callable[[dict[str, Any]], object],
    title: str, save: str, note: str = "",
) -> HttpResponse:  # fmt: skip
    """The plain page of one form, and back to the move."""
    reference = opened.person.reference
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("pathways:move", reference, row.pk)
    context = {
        "opened": opened, "form": form, "title": title, "save": save, "note": note,
        "back": reverse("pathways:move", args=[reference, row.pk]),
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)
