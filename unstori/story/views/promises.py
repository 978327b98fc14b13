"""What was promised: owed, kept, handed over."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person
from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.access.rules import Actor, Permission
from unstori.circle import queries as circle
from unstori.core import clock, dates
from unstori.directory.wording import away_said
from unstori.people.models import Capacity
from unstori.story import actions, presenters, queries, rules
from unstori.story.forms import HandOverForm, KeepForm, PromiseForm, people_named
from unstori.story.models import Promise
from unstori.story.views.timeline import MINE_FIRST
from unstori.ui.trying import tried

NEAR = ("self", "family", "advocate")  # who says of a late promise that nobody is holding it


@login_required
def promises(request: Request, reference: str) -> HttpResponse:
    """Everything that was promised to this person; or what I promised."""
    opened = open_person(request.actor, reference, what="promises")
    mine = "mine" in request.GET
    me, found = request.actor.capacity_id, list(queries.promises(opened, mine=mine))
    away = circle.away_around(opened, {row.owner_id for row in found})
    rows = [
        {
            **presenters.promise(row, away_said(away.get(row.owner_id))),
            "mine": row.owner_id == me,
            "may_move": _may_move(opened, request.actor, row),
            "unheld": row.owner_id != me and request.actor.kind in NEAR and _is_late(row),
        }
        for row in found
    ]
    context = {
        "opened": opened,
        "mine": mine,
        "open": [row for row in rows if row["state"] != "kept"],
        "kept": [row for row in rows if row["state"] == "kept"],
        "may_add": bool(opened.may_add_to),
    }
    return render(request, "story/promises.html", context)


@login_required
def new_promise(request: Request, reference: str) -> HttpResponse:
    """Write down an "I will"."""
    opened = open_person(request.actor, reference, Permission.ADD, what="promises")
    people, sections = queries.could_own(opened), opened.may_add_to
    form = PromiseForm(
        request.POST or None,
        people=_named(people),
        sections=sections,
        initial={
            "owner": str(request.actor.capacity_id),
            "language": dates.language(),
            "section": next((section for section in MINE_FIRST if section in sections), sections[0]),
        },
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        owner = _chosen(people, said.pop("owner"))
        if tried(form, lambda: actions.promise(by=request.actor, person=opened.person, owner=owner, **said)):
            messages.success(request, _("The promise is written down. Everyone here can see it."))
            return redirect("story:promises", opened.person.reference)
    return render(request, "story/promise.html", {"opened": opened, "form": form})


@login_required
def keep(request: Request, reference: str, id: UUID) -> HttpResponse:
    """It was done."""
    opened = open_person(request.actor, reference, Permission.ADD, what="promises")
    row = queries.promise(opened, id)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"promise": row, **form.cleaned_data}
        if tried(form, lambda: actions.keep_promise(by=request.actor, **said)):
            messages.success(request, _("Thank you. The promise is kept."))
            return redirect("story:promises", opened.person.reference)
    context = {
        "opened": opened,
        "form": form,
        "promise": presenters.promise(row),
    }
    return render(request, "story/keep.html", context)


@login_required
def hand_over(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Somebody else will do it."""
    opened = open_person(request.actor, reference, Permission.ADD, what="promises")
    row = queries.promise(opened, id)
    people = [each for each in queries.could_own(opened, row.section) if each.pk != row.owner_id]
    form = HandOverForm(request.POST or None, people=_named(people))
    if request.method == "POST" and form.is_valid():
        said = {"to": _chosen(people, form.cleaned_data["owner"]), "why": form.cleaned_data["why"]}
        if tried(form, lambda: actions.hand_over_promise(by=request.actor, promise=row, **said)):
            messages.success(request, _("It is handed over."))
            return redirect("story:promises", opened.person.reference)
    context = {
        "opened": opened,
        "form": form,
        "promise": presenters.promise(row),
        "people": people,
    }
    return render(request, "story/hand_over.html", context)


def _may_move(opened: Opened, by: Actor, row: Promise) -> bool:
    same = bool(by.organisation_id) and row.owner.organisation_id == by.organisation_id
    may = opened.may(Permission.ADD, row.section)
    return may and rules.can_move_promise(
        is_owner=row.owner_id == by.capacity_id,
        same_organisation=same,
        decides=opened.decides,
        kept=row.kept_at is not None,
    )


def _is_late(row: Promise) -> bool:
    return row.kept_at is None and row.due_on < clock.today()


def _named(people: list[Capacity]) -> list[tuple[str, str]]:
    return people_named(people, {each.pk: label_of(each) for each in people})


def _chosen(people: list[Capacity], key: str) -> Capacity:
    return next(each for each in people if str(each.pk) == key)
