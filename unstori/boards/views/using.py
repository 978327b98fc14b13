"""Boards used with a person: chosen, placed, saved, looked at again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.boards import actions, paper, presenters, queries
from unstori.boards.definitions import ready_boards, scales
from unstori.boards.forms import BeginForm, PlaceForm, SearchForm
from unstori.boards.models import Board, BoardUse
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.ui.trying import attempt, pressed

SECTION = "what_matters"


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    """What was said with pictures, newest first, and what was begun."""
    opened = open_person(request.actor, reference, section=SECTION, what="boards")
    context = {
        "opened": opened,
        **presenters.all_used(opened),
        "chosen": queries.chosen_set(opened),
        "may_add": opened.may(Permission.ADD, SECTION),
        "sees_pictures": "about_me" in opened.sections,
        "may_choose": opened.may(Permission.ADD, "about_me"),
    }
    return render(request, "boards/index.html", context)


@login_required
def choose(request: Request, reference: str) -> HttpResponse:
    """A board of the library, to use with them."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="boards")
    form = SearchForm(request.GET, auto_id="f-%s")
    form.is_valid()
    said, whose = form.cleaned_data.get("q", ""), form.cleaned_data.get("whose", "")
    context = {"opened": opened, "form": form, "filtered": bool(said or whose),
               "boards": presenters.library(request.actor, said, whose)}  # fmt: skip
    return render(request, "boards/choose.html", context)


@login_required
def begin(request: Request, reference: str, key: str) -> HttpResponse:
    """The board as it will look, who helps, in which language, and their own pictures to add."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="boards")
    row, ready = _of_library(request, key)
    own = [(str(each["row"].pk), each["row"].words) for each in presenters.own(opened)]
    helps = "" if opened.is_self else opened.actor.user_name  # said alone, or with who holds the tablet
    initial = {"used_on": clock.today(), "language": opened.person.language, "with_help_of": helps}
    form = BeginForm(request.POST or None, initial=initial, own=own)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "own": tuple(form.cleaned_data.get("own", ()))}
        said |= {"by": request.actor, "person": opened.person, "board": row, "ready": ready}
        if begun := attempt(form, lambda: actions.begin_use(**said), "used_on"):
            return redirect("boards:use", opened.person.reference, begun.pk)
    shown = presenters.board(row) if row else presenters.ready(ready_boards()[ready])
    return render(
        request,
        "boards/begin.html",
        {"opened": opened, "form": form, "shown": shown},
    )


def _of_library(request: Request, key: str) -> tuple[Board | None, str]:
    """A board by its id, or a ready-made one by its name."""
    kind, _colon, name = key.partition(":")
    if kind == presenters.READY and name in ready_boards():
        return None, name
    try:
        row = queries.board(request.actor, UUID(key))
    except ValueError as nobody:
        raise Http404 from nobody
    if row.retired_at:
        raise Http404
    return row, ""


@login_required
def use(request: Request, reference: str, id: UUID) -> HttpResponse:
    """A draft to place pictures on; once saved, the board as it was placed."""
    opened = open_person(request.actor, reference, section=SECTION, what="boards")
    row = queries.use(opened, id)
    theirs = presenters.photos(opened)
    before = queries.use_before(opened, row)
    if row.finished_at:
        return render(
            request, "boards/used.html", {"opened": opened, **presenters.result(opened, row, theirs, before)}
        )
    return _placing(request, opened, row, theirs, before)


def _placing(
    request: Request, opened: Opened, row: BoardUse, theirs: Any, before: BoardUse | None
) -> HttpResponse:
    shown = presenters.used(opened, row, theirs)
    form = _place_form(request, row)
    clash: Clash | None = None
    if request.method == "POST" and form.is_valid():
        try:
            answer = _placed(request, opened, row, form)
        except Clash as meanwhile:
            clash = meanwhile
            form.data = request.POST.copy()
            form.data["version"] = str(meanwhile.version)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            return answer
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": False}, status=409)
    cards = [{**one, "field": form[f"p{number}"]} for number, one in enumerate(shown)]
    context = {"opened": opened, "row": row, "form": form, "cards": cards, "before": before,
               "places": presenters.places(row), "clash": clash}  # fmt: skip
    return render(request, "boards/place.html", context)


def _place_form(request: Request, row: BoardUse) -> PlaceForm:
    keys = [one["key"] for one in row.options]
    initial: dict[str, Any] = {name: getattr(row, name) for name in ("version", "with_help_of", "on_paper")}
    initial |= {f"p{number}": row.placed.get(key, "") for number, key in enumerate(keys)}
    places = [(one.id, getattr(one.words, row.language)) for one in scales()[row.scale].places]
    return PlaceForm(request.POST or None, initial=initial, keys=keys, places=places)


def _placed(request: Request, opened: Opened, row: BoardUse, form: PlaceForm) -> HttpResponse:
    """Kept as it stands; with the main button it becomes what they said."""
    said = form.cleaned_data
    how = {"with_help_of": said["with_help_of"], "on_paper": said["on_paper"]}
    kept = {"by": request.actor, "use": row, "placed": form.placed(), "version": said["version"] or 0, **how}
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": True, "version": actions.place(**kept).version})
    if "finish" not in request.POST:
        actions.place(**kept)
        messages.success(request, _("It is kept as it is. Go on whenever you like."))
        return redirect("boards:index", opened.person.reference)
    actions.say_with(**kept)
    messages.success(request, _("Thank you. This is part of the story now."))
    return redirect("boards:use", opened.person.reference, row.pk)


@login_required
@require_POST
def drop(request: Request, reference: str, id: UUID) -> HttpResponse:
    """A draft that nobody wants."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="boards")
    row, gone = queries.use(opened, id), _("The board that was begun is gone.")
    pressed(request, lambda: actions.drop_use(by=request.actor, use=row), gone)
    return redirect("boards:index", opened.person.reference)


@login_required
def use_pdf(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The board with their own pictures on paper, empty or as it was placed."""
    opened = open_person(request.actor, reference, section=SECTION, what="boards")
    row = queries.use(opened, id)
    return paper.answer(presenters.use_paper(opened, row), by=request.actor, opened=opened)
