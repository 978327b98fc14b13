"""Later life: if a carer cannot, growing older, when somebody has died; and what the duty team reads."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import NotFound, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.holding.queries import teams_around
from unstori.pathways.actions import covers as actions
from unstori.pathways.forms.covers import AgreeForm, WordsForm
from unstori.pathways.models import Cover
from unstori.pathways.presenters import covers as telling
from unstori.pathways.queries import covers as queries
from unstori.pathways.rules import later as rules
from unstori.ui.trying import attempt, tried


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """What can be thought of in good time; nothing here is asked of anybody."""
    opened = open_person(request.actor, reference, what="later life")
    rows = queries.covers(opened)
    said, wanted = queries.how_much_was_said(opened)
    context = {
        "opened": opened, "rows": [telling.line(row) for row in rows], "said": said, "wanted": wanted,
        "may_talk": opened.may(Permission.ADD, "what_matters"), "checks": telling.checks(opened), "is_grown": telling.is_grown(opened),
        "may_agree": said and opened.may(Permission.DECIDE, queries.SECTION),
    }  # fmt: skip
    return render(request, "pathways/later.html", context)


@login_required
def agree(request: Request, reference: str) -> HttpResponse:
    """The page as it stands now is frozen, and known to a team."""
    opened = open_person(
        request.actor, reference, Permission.DECIDE, section=queries.SECTION, what="later life"
    )
    teams = queries.teams()
    listed = [(str(each.pk), f"{each.name}, {each.organisation.name}") for each in teams]
    nearest = next(iter(teams_around(opened.person)), None)  # the key worker's, where there is one
    initial = {"language": (get_language() or "en")[:2], "team": str(nearest.pk) if nearest else ""}
    form = AgreeForm(request.POST or None, teams=listed, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["team"] = next((each for each in teams if str(each.pk) == said["team"]), None)
        if made := attempt(form, lambda: actions.agree_cover(by=request.actor, person=opened.person, **said)):
            return redirect("pathways:cover", reference, made.pk)
    context = {
        "opened": opened, "form": form, "title": _("Agree what happens"), "save": _("We agree"),
        "back": reverse("pathways:later", args=[reference]),
        "help": _("What was said along “If I can’t” becomes one page. It stands until you agree a newer one."),
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)


@login_required
@require_safe
def cover(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The one page, who comes, and what one can do with it."""
    opened = open_person(request.actor, reference, what="later life")
    row = queries.cover(opened, id)
    return render(
        request, "pathways/cover.html", {"opened": opened, "page": telling.page(opened, row), "document": row.document}
    )  # fmt: skip


Act = Callable[..., object]
# What can be done with it: what it is called, what the button says, and what does it.
DONE: dict[str, tuple[Any, Any, Act]] = {
    "comes": (lambda: _("I come"), lambda: _("I come"), actions.say_i_come),
    "look": (lambda: _("It still holds"), lambda: _("We have looked: it holds"), actions.look_again),
    "use": (lambda: _("It has happened"), lambda: _("Say that it has happened"), actions.use_cover),
    "over": (lambda: _("It is over"), lambda: _("Say that it is over"), actions.end_use),
    "end": (lambda: _("End what was agreed"), lambda: _("End it"), actions.end_cover),
}


@login_required
def do(request: Request, reference: str, id: UUID, step: str) -> HttpResponse:
    """One step, with a few words if one likes; before it is pressed the page says what it is."""
    opened = open_person(request.actor, reference, what="later life")
    row = queries.cover(opened, id)
    if not telling.may(opened, row, step):
        raise queries.missing(opened.person)
    back = reverse("pathways:cover", args=[reference, id])
    return _do(request, row, step, back, opened=opened)


@login_required
@require_safe
def team(request: Request) -> HttpResponse:
    """For who is on duty: everybody whose page the team knows of, by name."""
    if not queries.is_told(request.actor):
        raise NotFound(reference="", permission=Permission.SEE)
    rows = queries.for_team(request.actor)
    lists.shown(by=request.actor, what="cover", people=[row.person_id for row in rows])
    return render(request, "pathways/cover_team.html", {"rows": [telling.line(row) for row in rows]})


@login_required
@require_safe
def team_page(request: Request, id: UUID) -> HttpResponse:
    """This one page, and nothing else of the story. That it was read is told to the family."""
    row = queries.one_for_team(request.actor, id)
    actions.read_for_team(by=request.actor, cover=row)
    page = {**telling.line(row), "steps": telling.steps(row)}
    return render(request, "pathways/cover_alone.html", {"page": page, "document": row.document})


@login_required
def team_do(request: Request, id: UUID, step: str) -> HttpResponse:
    row = queries.one_for_team(request.actor, id)
    if step not in ("use", "over") or not rules.can(step, row.state):
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=row.person_id)
    return _do(request, row, step, reverse("pathways:cover_alone", args=[id]))


def _do(request: Request, row: Cover, step: str, back: str, **more: Any) -> HttpResponse:
    title, save, act = DONE[step]
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if tried(form, lambda: act(by=request.actor, cover=row, words=words)):
            messages.success(request, _("Saved. Everybody around them sees it."))
            return redirect(reverse("pathways:later", args=[row.person.reference]) if step == "end" else back)
    context = {**more, "form": form, "title": title(), "save": save(), "back": back}
    return render(request, "ui/one_form.html", context)
