"""The library: boards found, looked at, copied, made and retired."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.boards import actions, paper, presenters, queries
from unstori.boards.definitions import Ready, ready_boards, scales
from unstori.boards.forms import BoardForm, OptionForm, SearchForm, is_own, lines_of
from unstori.boards.models import Board
from unstori.core.errors import Clash, RuleBroken
from unstori.ui import symbols
from unstori.ui.trying import attempt, pressed, tried


@login_required
def index(request: Request) -> HttpResponse:
    """Every board that the actor may use, and words to find one."""
    form = SearchForm(request.GET, auto_id="f-%s")
    form.is_valid()
    asked = form.cleaned_data
    context = {
        "form": form,
        "boards": presenters.library(request.actor, asked.get("q", ""), asked.get("whose", "")),
        "filtered": bool(asked.get("q") or asked.get("whose")),
        "retired": [presenters.board(row) for row in queries.retired(request.actor)],
        "keeps_sets": presenters.keeps_sets(request.actor),
    }
    return render(request, "boards/library.html", context)


@login_required
def board(request: Request, id: UUID) -> HttpResponse:
    """A board as it will look."""
    row = queries.board(request.actor, id)
    may_change = presenters.may_change(request.actor, row)
    context = {"shown": presenters.board(row), "row": row, "may_change": may_change, "copy": reverse("boards:copy", args=[id]),
               "pdf": reverse("boards:board_pdf", args=[id])}  # fmt: skip
    return render(request, "boards/board.html", context)


@login_required
def ready(request: Request, key: str) -> HttpResponse:
    """A ready-made board as it will look."""
    context = {
        "shown": presenters.ready(_ready(key)),
        "row": None,
        "copy": reverse("boards:copy_ready", args=[key]),
        "pdf": reverse("boards:ready_pdf", args=[key]),
    }
    return render(request, "boards/board.html", context)


def _ready(key: str) -> Ready:
    try:
        return ready_boards()[key]
    except KeyError as nobody:
        raise Http404 from nobody


@login_required
def make(request: Request) -> HttpResponse:
    """A new board."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.make_board(by=request.actor, **form.said()))
        if made:
            messages.success(request, _("The board is made."))
            return redirect("boards:board", made.pk)
    return _form_page(request, form, None)


@login_required
def change(request: Request, id: UUID) -> HttpResponse:
    """Another question, other pictures, another scale, other people."""
    row = queries.board(request.actor, id)
    form, clash = _form(request, row), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_board(
                by=request.actor, board=row, version=form.cleaned_data["version"] or 0, **form.said()
            )
        except Clash as meanwhile:
            clash = meanwhile
            form.data = request.POST.copy()
            form.data["version"] = str(meanwhile.version)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            messages.success(request, _("The board is changed. Boards already used stay as they were."))
            return redirect("boards:board", row.pk)
    return _form_page(request, form, row, clash)


def _form(request: Request, row: Board | None) -> BoardForm:
    initial: dict[str, Any] = {"scale": next(iter(scales())), "shared": "own"}
    if row:
        names = ("title_en", "title_cy", "scale", "shared", "version")
        initial = {name: getattr(row, name) for name in names}
        initial["symbols"] = [one["key"] for one in row.options if not is_own(one)]
        initial["lines"] = lines_of(row.options)
    return BoardForm(
        request.POST or None,
        initial=initial,
        kept=row.options if row else [],
        for_organisation=queries.who(request.actor).organisation is not None,
    )


def _form_page(
    request: Request, form: BoardForm, row: Board | None, clash: Clash | None = None
) -> HttpResponse:
    groups = [
        (key, words, [one for one in symbols.everything().values() if one.group == key])
        for key, words in symbols.groups().items()
    ]
    context = {
        "form": form,
        "row": row,
        "groups": groups,
        "chosen": form.chosen(),
        "clash": clash,
    }
    return render(request, "boards/form.html", context)


@login_required
def option(request: Request, id: UUID, key: str) -> HttpResponse:
    """One picture: another drawing, other words."""
    row = queries.board(request.actor, id)
    held = next((one for one in row.options if one["key"] == key), None)
    if held is None or not presenters.may_change(request.actor, row):
        raise Http404
    form = OptionForm(request.POST or None, initial=held)
    if request.method == "POST" and ("remove" in request.POST or form.is_valid()):
        new = [] if "remove" in request.POST else [{"key": key, **form.cleaned_data}]
        options = [each for one in row.options for each in (new if one["key"] == key else [one])]
        said = {name: getattr(row, name) for name in ("title_en", "title_cy", "scale", "shared", "version")}
        if tried(form, lambda: actions.change_board(by=request.actor, board=row, options=options, **said)):
            messages.success(request, _("The picture is changed."))
            return redirect("boards:board", row.pk)
    context = {"form": form, "row": row}
    return render(request, "boards/option.html", context)


@login_required
@require_POST
def copy(request: Request, id: UUID) -> HttpResponse:
    """One's own copy, open to be changed."""
    row = queries.board(request.actor, id)
    names = ("title_en", "title_cy", "scale", "options", "theme")
    said = {name: getattr(row, name) for name in names}
    made = actions.copy_board(by=request.actor, said=said, made_from=str(row.pk))
    messages.success(request, _("This copy is yours. Change what you like."))
    return redirect("boards:change", made.pk)


@login_required
@require_POST
def copy_ready(request: Request, key: str) -> HttpResponse:
    """The same of a ready-made one."""
    made = _ready(key)
    said = {"title_en": made.question.en, "title_cy": made.question.cy, "scale": made.scale,
            "options": list(made.options), "theme": made.theme}  # fmt: skip
    copied = actions.copy_board(by=request.actor, said=said, made_from=f"{presenters.READY}:{key}")
    messages.success(request, _("This copy is yours. Change what you like."))
    return redirect("boards:change", copied.pk)


@login_required
@require_POST
def retire(request: Request, id: UUID) -> HttpResponse:
    """No longer offered, or offered again."""
    row = queries.board(request.actor, id)
    if row.retired_at:
        act, done = actions.bring_back_board, _("The board is offered again.")
    else:
        act, done = actions.retire_board, _("The board is no longer offered. You can bring it back.")
    pressed(request, lambda: act(by=request.actor, board=row), done)
    return redirect("boards:board", row.pk)


@login_required
def board_pdf(request: Request, id: UUID) -> HttpResponse:
    """A board on paper."""
    return paper.answer(
        presenters.library_paper(presenters.board(queries.board(request.actor, id))), by=request.actor
    )


@login_required
def ready_pdf(request: Request, key: str) -> HttpResponse:
    """A ready-made board on paper."""
    return paper.answer(presenters.library_paper(presenters.ready(_ready(key))), by=request.actor)


@login_required
def whose(request: Request) -> HttpResponse:
    """Whose the drawings are, and under which licence."""
    return render(request, "boards/whose.html", {"number": len(symbols.everything())})
