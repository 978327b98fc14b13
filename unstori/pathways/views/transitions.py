"""Preparing a transition: one page for both sides and the family, and a small page for each step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.pathways.actions import transitions as actions
from unstori.pathways.forms import transitions as asking
from unstori.pathways.models import Transition, TransitionItem
from unstori.pathways.presenters import transitions as telling
from unstori.pathways.queries import gaps
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import transitions as queries
from unstori.pathways.rules import transitions as rules
from unstori.people.models import Capacity
from unstori.ui.trying import pressed, tried


@login_required
@require_safe
def transition(request: Request, reference: str, id: UUID) -> HttpResponse:
    """What would be missing, who will be there, who does what, who will be asked."""
    opened, row = _see(request, reference, id)
    return render(
        request,
        "pathways/transition.html",
        {"opened": opened, "page": telling.page(opened, row, gaps.gaps_of(opened, row))},
    )


@login_required
@require_safe
def item(request: Request, reference: str, id: UUID, item: UUID) -> HttpResponse:
    """One thing to prepare."""
    opened, row = _see(request, reference, id)
    one = queries.item(opened, row, item)
    return render(
        request, "pathways/transition_item.html",
        {"opened": opened, "row": row, "item": telling.item(opened, row, one)},
    )  # fmt: skip


@login_required
def take(request: Request, reference: str, id: UUID, item: UUID) -> HttpResponse:
    """Who does it, and by when."""
    opened, row, one = _one(request, reference, id, item)
    could = queries.could_own(opened)
    begin = {"due_on": max(queries.due(one), clock.today()), "who": _owner(one), "name": one.owner_name}
    form = asking.TakeForm(request.POST or None, people=telling.people(could, request.actor), initial=begin)

    def act(said: dict[str, Any]) -> object:
        return actions.take(
            by=request.actor,
            item=one,
            due_on=said["due_on"],
            owner=_chosen(could, said["who"]),
            name=said["name"],
        )

    note = _(
        "Whoever is chosen sees it among what they promised, and is reminded. They must be able to see this part."
    )
    return _asked(request, opened, form, act, one.plain, _("Save who does it"), _item(opened, row, one), note)


@login_required
def done(request: Request, reference: str, id: UUID, item: UUID) -> HttpResponse:
    opened, row, one = _one(request, reference, id, item)
    form = asking.DoneForm(_sent(request))
    act = lambda said: actions.done(by=request.actor, item=one, **said)  # noqa: E731
    title = _("Done: %(what)s") % {"what": one.plain}
    return _asked(request, opened, form, act, title, _("It is done"), _page(opened, row))


@login_required
def drop(request: Request, reference: str, id: UUID, item: UUID) -> HttpResponse:
    opened, row, one = _one(request, reference, id, item)
    form = asking.WhyForm(request.POST or None)
    act = lambda said: actions.drop(by=request.actor, item=one, **said)  # noqa: E731
    title = _("Not needed: %(what)s") % {"what": one.plain}
    return _asked(request, opened, form, act, title, _("It is not needed"), _page(opened, row))


@login_required
@require_POST
def put_back(request: Request, reference: str, id: UUID, item: UUID) -> HttpResponse:
    """With one press; marking it done again undoes that."""
    opened, row = _see(request, reference, id)
    one = queries.item(opened, row, item)
    pressed(request, lambda: actions.put_back(by=request.actor, item=one), _("It is to do again."))
    return redirect(_item(opened, row, one))


@login_required
def add(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Something that the list has not."""
    opened, row = _held(request, reference, id)
    age = queries.age_of(row)
    sides = (
        [(side, age.sides.get(side) or label) for side, label in TransitionItem.Side.choices] if age else ()
    )
    form = asking.AddForm(request.POST or None, sides=sides)
    act = lambda said: actions.add_item(by=request.actor, transition=row, **said)  # noqa: E731
    return _asked(request, opened, form, act, _("Something more to prepare"), _("Add it"), _page(opened, row))


@login_required
def receiver(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The key worker of after, by name."""
    opened, row = _held(request, reference, id)
    could = queries.workers_around(opened)
    begin = {
        "who": str(row.receiver_id or ("other" if row.receiver_name else "")), "name": row.receiver_name,
        "how": row.receiver_how,
    }  # fmt: skip
    form = asking.ReceiverForm(
        request.POST or None, people=telling.people(could, request.actor), initial=begin
    )

    def act(said: dict[str, Any]) -> object:
        chosen = _chosen(could, said["who"])
        return actions.name_receiver(
            by=request.actor, transition=row, receiver=chosen, name=said["name"], how=said["how"]
        )

    note = _("Naming somebody lets nobody in. What they may see is chosen in the circle, before the day.")
    title = _("Who will be there after?")
    return _asked(request, opened, form, act, title, _("Save the name"), _page(opened, row), note)


@login_required
def ask(request: Request, reference: str, id: UUID, kind: str) -> HttpResponse:
    """Services to be asked before the day, with what they say of whom they are for. Nothing stands in an address."""
    opened, row = _held(request, reference, id)
    asked = queries.ask(row, kind)
    if asked is None:
        raise stages.missing(opened, kind)
    if request.method == "POST":
        service = _service(request.POST.get("service", ""))
        if service is not None:
            on = max(rules.months_before(row.day, asked.months), clock.today())
            saved = lambda: actions.will_ask(by=request.actor, transition=row, service=service, ask_on=on)  # noqa: E731
            done_said = _("“%(name)s” is on the list. Nobody has been asked yet.") % {"name": service.name}
            pressed(request, saved, done_said)
        return redirect("pathways:transition_ask", reference, id, kind)
    found = queries.services_for(opened, row, asked)
    context = {
        "opened": opened, "row": row, "name": asked.name, "found": telling.found(found.hits, row), "relaxed": found.relaxed,
    }  # fmt: skip
    return render(request, "pathways/transition_ask.html", context)


@login_required
@require_POST
def not_ask(request: Request, reference: str, id: UUID, ask: UUID) -> HttpResponse:
    """Off the list with one press; it can be put there again."""
    opened, row = _held(request, reference, id)
    act = lambda: actions.will_not_ask(by=request.actor, transition=row, id=ask)  # noqa: E731
    pressed(request, act, _("Taken off the list."))
    return redirect(_page(opened, row))


@login_required
def end(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = _held(request, reference, id)
    form = asking.EndForm(request.POST or None)
    act = lambda said: actions.end(by=request.actor, transition=row, **said)  # noqa: E731
    return _asked(request, opened, form, act, _("The preparation ends"), _("Save"), _page(opened, row))


@login_required
@require_POST
def reopen(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, row = _see(request, reference, id)
    pressed(request, lambda: actions.reopen(by=request.actor, transition=row), _("It goes on."))
    return redirect(_page(opened, row))


def _see(request: Request, reference: str, id: UUID) -> tuple[Opened, Transition]:
    opened = open_person(request.actor, reference, what="transition")
    return opened, queries.transition(opened, id)


def _held(request: Request, reference: str, id: UUID) -> tuple[Opened, Transition]:
    """One that this reader may change."""
    opened, row = _see(request, reference, id)
    if row.state != rules.OPEN or not opened.may(Permission.ADD, row.section):
        raise stages.missing(opened, id)
    return opened, row


def _one(request: Request, reference: str, id: UUID, item: UUID) -> tuple[Opened, Transition, TransitionItem]:
    """Something that is to do still."""
    opened, row = _held(request, reference, id)
    one = queries.item(opened, row, item)
    if not queries.is_open(one):
        raise stages.missing(opened, item)
    return opened, row, one


def _asked(
    request: Request, opened: Opened, form: forms.Form, act: Callable[[dict[str, Any]], object],
    title: object, save: str, back: str, note: str = "",
) -> HttpResponse:  # fmt: skip
    """A page of one form; done, it leads back to where it came from."""
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"opened": opened, "title": title, "form": form, "save": save, "back": back, "note": note}
    return render(request, "ui/one_form.html", context)


def _page(opened: Opened, row: Transition) -> str:
    return reverse("pathways:transition", args=[opened.person.reference, row.pk])


def _item(opened: Opened, row: Transition, one: TransitionItem) -> str:
    return reverse("pathways:transition_item", args=[opened.person.reference, row.pk, one.pk])


def _owner(one: TransitionItem) -> str:
    return str(one.promise.owner_id) if one.promise else asking.OTHER if one.owner_name else ""


def _chosen(could: list[Capacity], id: str) -> Capacity | None:
    return next((one for one in could if str(one.pk) == id), None)


def _service(id: str) -> Any:
    try:
        return directory.entry(UUID(id))
    except ValueError:
        return None


def _sent(request: Request) -> Any:
    """What was sent, also when it was nothing but a press."""
    return request.POST if request.method == "POST" else None
