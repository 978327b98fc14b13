"""Questions that were answered, for anybody; what was asked without an answer, for those who plan services."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions.identity import system_actor
from unstori.access.request import Request
from unstori.directory.actions import questions as actions
from unstori.directory.forms.questions import NarrowForm, TellForm
from unstori.directory.models import Wish
from unstori.directory.presenters import questions as presenters
from unstori.directory.queries import questions as queries
from unstori.directory.rules import questions as rules
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written
from unstori.ui.trying import pressed, tried

SEE_OTHER = 303  # so that nobody takes it for the way to signing in, where what was typed is given back


@require_safe
def index(request: Request) -> HttpResponse:
    """Questions that are asked often."""
    context = {
        "answers": [presenters.in_a_list(one) for one in queries.live_answers()],
        "keeps": rules.can_keep(request.actor),
        "reads": rules.can_read(request.actor),
    }
    return render(request, "directory/questions/index.html", context)


@require_safe
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One answer, at an address that stays."""
    found = queries.live_answer(id)
    if found is None or found.live is None:
        raise Http404
    said = presenters.answer(found.live, queries.entries_of(found.live))
    return render(request, "directory/questions/one.html", {"one": said})


def tell(request: Request) -> HttpResponse:
    """What somebody looked for and did not find, because they want us to know."""
    words = request.GET.get("q", "")[:400]
    form = TellForm(request.POST) if request.method == "POST" else TellForm(initial={"words": words})
    status = 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not request.actor and not ratelimit.consume(request, action="entry_report"):
            form.add_error(None, _("Much has come from where you are. Wait an hour, then send it again."))
            status = 429
        elif tried(form, lambda: _tell(said), "words"):
            messages.success(request, _("Thank you. Somebody who looks after the directory will read it."))
            response = redirect("questions:index")
            response.status_code = SEE_OTHER
            return response
    context = {"form": form, "is_error": bool(form.errors)}
    return render(request, "directory/questions/tell.html", context, status=status)


def _tell(said: dict[str, Any]) -> None:
    """As nobody, also when somebody is signed in: the page says that we do not ask who they are."""
    actions.tell(by=system_actor(), words=said["words"], area=said["near"])


@login_required
@require_safe
def asked(request: Request) -> HttpResponse:
    """Themes, months and areas of what nobody found. In one query, however much was asked."""
    by, theme = request.actor, request.GET.get("theme", "")
    queries.check_reads(by)
    form = NarrowForm(request.GET, queries.areas(by))
    rows = queries.counted(by, form.narrowed(theme))
    least = queries.policy()["least_shown"]
    chosen = {name: request.GET[name] for name in ("area", "months") if request.GET.get(name)}
    address = f"?{urlencode(chosen)}&" if chosen else "?"
    context = {
        "form": form,
        "theme": presenters.theme_name(theme) if theme else "",
        "theme_id": theme,
        "terms": presenters.one_theme(rows, least) if theme else [],
        "address": address,
        "query": urlencode({**chosen, **({"theme": theme} if theme else {})}),
        "least": least,
        "keeps": rules.can_keep(by),
        "wishes": []
        if theme
        else [presenters.wish(one) for one in queries.wishes(by, Wish.State.SHOWN)[:50]],
        **presenters.overview(rows, least, address),
    }
    return render(request, "directory/questions/asked.html", context)


@login_required
@require_safe
def table(request: Request) -> HttpResponse:
    """The same to take along."""
    by = request.actor
    queries.check_reads(by)
    form = NarrowForm(request.GET, queries.areas(by))
    rows = queries.counted(by, form.narrowed(request.GET.get("theme", "")))
    lines = presenters.lines(rows, queries.policy()["least_shown"])
    return to_save(written([list(line) for line in lines]), "questions.csv", CSV)


@login_required
@require_safe
def wishes(request: Request) -> HttpResponse:
    """What people told, before others read it."""
    state = Wish.State.PUT_AWAY if request.GET.get("show") == "put_away" else Wish.State.WAITING
    found = [presenters.wish(one) for one in queries.wishes(request.actor, state)[:100]]
    return render(request, "directory/questions/wishes.html", {"wishes": found, "state": str(state)})


@login_required
@require_POST
def decide(request: Request, id: UUID) -> HttpResponse:
    """Shown to those who plan services, or put away."""
    found, show = queries.wish(request.actor, id), request.POST.get("show") == "yes"
    said = _("It is shown to those who plan services.") if show else _("It is put away.")
    pressed(request, lambda: actions.decide_wish(by=request.actor, wish=found, show=show), said)
    return redirect("questions:wishes")
