"""Raising a concern, and what became of it: for whoever raised it."""

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
from django.views.decorators.http import require_safe

from unstori.access.door import Opened, require
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle.models import Member
from unstori.circle.queries import circle_of
from unstori.core import clock
from unstori.safeguarding import actions, presenters, queries, rules
from unstori.safeguarding import forms as asking
from unstori.safeguarding.models import Concern
from unstori.safeguarding.views.saying import form_page, said
from unstori.ui.trying import attempt, tried

TOLD = ("heard", "said_by", "opinion", "family_told", "why_not_told")
KNOWN = ("kind", "known_as", "known_more", "born_on", "postcode")


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """What the actor raised, and where it stands."""
    lines = [presenters.my_line(row) for row in queries.mine(request.actor)]
    of_team = queries.team_takes_concerns(request.actor)
    return render(request, "safeguarding/mine.html", {"lines": lines, "of_team": of_team})


@login_required
def about(request: Request, reference: str) -> HttpResponse:
    """About somebody whose page it is. The door is asked without a trace: that somebody looked here tells of it."""
    opened = require(request.actor, reference, Permission.SEE)
    members = [each for each in circle_of(opened) if each.capacity_id != request.actor.capacity_id]
    law = queries.definition_in(opened.person.jurisdiction)
    kind = rules.about(opened.person.born_on, clock.today(), law["adult_from"])
    form = _form(request, members, knows_kind=bool(kind))
    if request.method == "POST" and form.is_valid():
        made = _raise(request, form, members, opened)
        if made:
            return made
    duties = presenters.duties(kind, opened.person.jurisdiction)
    return _page(request, form, opened=opened, duties=duties, back=reverse("web:now", args=[reference]))


@login_required
def anybody(request: Request) -> HttpResponse:
    """About somebody who may not be here: by what is known. The answer is the same whoever it is."""
    if not rules.can_raise(request.actor.kind):
        raise queries.missing()
    form = _form(request, [], knows_kind=False, anybody=True)
    if request.method == "POST" and form.is_valid():
        made = _raise(request, form, [], None)
        if made:
            return made
    return _page(request, form, opened=None, duties=presenters.duties("", "wales"), back=reverse("web:home"))


def _form(
    request: Request, members: list[Member], *, knows_kind: bool, anybody: bool = False
) -> asking.RaiseForm:
    places = (
        [("", _("Choose")), *((str(one.pk), str(one.name)) for one in queries.authorities())]
        if anybody
        else []
    )
    return asking.RaiseForm(
        request.POST or None, members=[(str(each.pk), each.name) for each in members], authorities=places,
        knows_kind=knows_kind, asks_family=rules.asks_about_family(request.actor.kind),
    )  # fmt: skip


def _raise(
    request: Request, form: asking.RaiseForm, members: list[Member], opened: Opened | None
) -> HttpResponse | None:
    data = said(form, "danger_now", "family_told")
    told = actions.Told(**{name: data[name] for name in TOLD if name in data})
    chosen = set(data.get("sources", ()))
    whom: dict[str, Any] = {"person": opened.person} if opened else {}
    if "authority" in data:
        place = queries.authorities().get(pk=data["authority"])
        whom["about"] = actions.About(authority=place, **{name: data[name] for name in KNOWN})
    elif opened and "kind" in data:
        whom["about"] = actions.About(opened.person.authority, data["kind"], opened.person.called)
    made = attempt(form, lambda: actions.raise_concern(
        by=request.actor, told=told, danger_now=data["danger_now"], keep_name=data["keep_name"],
        sources=[each for each in members if str(each.pk) in chosen], source_name=data["source_name"], **whom,
    ))  # fmt: skip
    if made is None:
        return None
    if made.state == rules.WAITING:
        messages.success(request, _("The team has it. Here you see who, and what becomes of it."))
    return redirect("safeguarding:concern", made.pk)


def _page(request: Request, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, "safeguarding/raise.html", {"form": form, "calls": presenters.calls(), **more})


@login_required
@require_safe
def concern(request: Request, id: UUID) -> HttpResponse:
    """One's own words, who has it, and what they said back."""
    page = presenters.mine(queries.one_of_mine(request.actor, id))
    return render(request, "safeguarding/concern.html", {"page": page, "calls": presenters.calls()[:1]})


@login_required
def step(request: Request, id: UUID, what: str) -> HttpResponse:
    """Say more, say that one disagrees, or whom one told by phone."""
    held = queries.one_of_mine(request.actor, id)
    offered = [way["href"] for way in presenters.mine(held)["ways"]]
    if request.path not in offered:
        raise queries.missing(id)
    form, act, done = STEPS[what](request, held)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, done)
        return redirect("safeguarding:concern", id)
    title, save = presenters.MY_STEPS[what]
    return form_page(request, form, title=title, save=save, back=reverse("safeguarding:concern", args=[id]))


Made = tuple[forms.Form, Callable[[dict[str, Any]], Any], str]


def _more(request: Request, held: Concern) -> Made:
    form = asking.MoreForm(request.POST or None)
    return (
        form,
        lambda data: actions.add_more(by=request.actor, concern=held, **data),
        _("The team has this too."),
    )


def _disagree(request: Request, held: Concern) -> Made:
    form = asking.WordsForm(request.POST or None, label=_("What should be done, and why?"))
    return (
        form,
        lambda data: actions.escalate(by=request.actor, concern=held, **data),
        _("The manager has it."),
    )


def _told(request: Request, held: Concern) -> Made:
    form = asking.ToldForm(request.POST or None)
    return (
        form,
        lambda data: actions.say_told(by=request.actor, concern=held, **data),
        _("Thank you. It is written down."),
    )


STEPS: dict[str, Callable[[Request, Concern], Made]] = {"more": _more, "disagree": _disagree, "told": _told}
