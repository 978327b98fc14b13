"""Written down twice: what was found, two records side by side, what is said of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import lists
from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.core.dates import format_when
from unstori.governance.actions import identity as actions
from unstori.governance.forms import NameForm, SayForm, UndoForm
from unstori.governance.models import LikelyPair
from unstori.governance.presenters import identity as said
from unstori.governance.queries import identity as queries
from unstori.governance.queries import likeness
from unstori.governance.rules.identity import SAME
from unstori.governance.rules.likeness import digest_of
from unstori.ui.trying import pressed, tried

ON_A_PAGE = 25


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for an answer, likeliest first, then what somebody was not sure of."""
    by = request.actor
    page = Paginator(queries.waiting(by), ON_A_PAGE).get_page(request.GET.get("page"))
    unsure = list(queries.unsure(by)[:ON_A_PAGE])
    _shown(request, [*page.object_list, *unsure])
    state = queries.looked(by)
    context = {
        "page": page,
        "rows": [said.row(each) for each in page.object_list],
        "unsure": [said.row(each) for each in unsure],
        "state": state,
        "when": format_when(state.when) if state.when else "",
    }
    return render(request, "governance/identity.html", context)


@login_required
@require_safe
def answered(request: Request) -> HttpResponse:
    """What stands, so that it can be looked at again and undone."""
    page = Paginator(queries.answered(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    _shown(request, list(page.object_list))
    context = {"page": page, "rows": [said.row(each) for each in page.object_list]}
    return render(request, "governance/identity_answered.html", context)


def _shown(request: Request, pairs: list[LikelyPair]) -> None:
    people = [pk for each in pairs for pk in (each.left_id, each.right_id)]
    lists.shown(by=request.actor, what="identity", people=people)


@login_required
@require_POST
def look(request: Request) -> HttpResponse:
    """A job does it; the page says when it is done."""
    pressed(
        request,
        lambda: actions.ask_to_look(by=request.actor),
        _("It is being looked for. Open this page again in a minute."),
    )
    return redirect("governance:identity")


@login_required
def name(request: Request) -> HttpResponse:
    """Two records that are not alike on paper, and somebody says that they are one person."""
    queries.check_stewards(request.actor)
    form, made = NameForm(request.POST or None), list[LikelyPair]()
    if request.method == "POST" and form.is_valid() and _named(request, form, made):
        return redirect("governance:identity_pair", made[0].pk)
    return render(request, "governance/identity_name.html", {"form": form})


def _named(request: Request, form: NameForm, made: list[LikelyPair]) -> bool:
    """Whether there is such a record at all is not told apart from whether it is the steward's to see."""
    try:
        return tried(form, lambda: made.append(actions.name_two(by=request.actor, **form.cleaned_data)))
    except NotFound:
        form.add_error(None, _("One of these is not a record that you can look at. Check both references."))
        return False


@login_required
def pair(request: Request, id: UUID) -> HttpResponse:
    """Identity alone, side by side; the answer below."""
    by = request.actor
    found = actions.look_at(by=by, id=id)
    seen = digest_of(*likeness.identities([found.left, found.right]))
    form = SayForm(request.POST or None, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        if tried(form, lambda: actions.answer(by=by, pair=found, said=answers["said"], why=answers["why"],
                                              seen=answers["seen"], tell=answers["tell"] == "yes")):  # fmt: skip
            messages.success(request, _("Your answer is kept."))
            return redirect("governance:identity")
        form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]
    return render(request, "governance/identity_pair.html", _context(found, form))


def _context(found: LikelyPair, form: SayForm) -> dict[str, Any]:
    history = list(queries.said_of(found))
    return {
        "pair": said.row(found),
        "form": form,
        "lines": said.side_by_side(found.left, found.right),
        "history": [said.said(each) for each in history],
        "linked": bool(history) and history[0].answer == SAME,
    }


@login_required
def undo(request: Request, id: UUID) -> HttpResponse:
    """Another row that points at the link: all is as before."""
    by = request.actor
    found = actions.look_at(by=by, id=id)
    last = queries.said_of(found).first()
    if last is None or last.answer != SAME:
        return redirect("governance:identity_pair", id)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: actions.undo(by=by, pair=found, why=form.cleaned_data["why"])
    ):  # fmt: skip
        messages.success(request, _("The link is undone. Both records are as they were before it."))
        return redirect("governance:identity_pair", id)
    return render(request, "governance/identity_undo.html", {"form": form, "pair": said.row(found)})
