"""Observed together: several fill it in at once, each sees what the others add, and all say whether they agree."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person, require
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash, RuleBroken
from unstori.story import actions, definitions, presenters, queries
from unstori.story.forms import EchoForm, ObserveForm
from unstori.story.models import Answer, Conversation, SaidHow
from unstori.story.views.answering import read_at

SECTION = "what_matters"
LIVE = "X-Live"  # the page asks again for what others added: the same reading goes on


def conversation(request: Request, opened: Opened, held: Conversation) -> HttpResponse:
    """Every question, where the circle stands on each, and who is here."""
    guide = definitions.guide(held.guide, held.guide_version)
    is_open = held.finished_at is None and opened.may(Permission.ADD, SECTION)
    if is_open:
        actions.be_there(by=request.actor, conversation=held)
    seen = presenters.together(guide, opened, list(queries.observations(opened, held)))
    context = {
        **{"opened": opened, "held": held, "guide": guide, "questions": seen, "is_open": is_open},
        "there": presenters.there(list(queries.presences(opened, held))) if is_open else [],
    }
    live = LIVE in request.headers
    return render(request, "story/together_live.html" if live else "story/together.html", context)


@login_required
def observe(request: Request, reference: str, id: UUID, question: str) -> HttpResponse:
    """One question: what I see, and what the others see."""
    opened, held, guide = _open(request, reference, id)
    if (asked := guide.question(question)) is None:
        raise Http404
    if _is_over(request, held):
        return redirect("story:conversation", reference, held.pk)
    actions.be_there(by=request.actor, conversation=held)
    rows = list(queries.observations(opened, held))
    mine = next(
        (row for row in rows if row.question == question and row.created_by_id == request.actor.capacity_id),
        None,
    )
    context = {**_seen(opened, held, guide, rows, question), "asked": asked}
    if LIVE in request.headers:
        return render(request, "story/observed_live.html", context)
    form, reason = _observed(request, opened, held, asked, mine)
    if isinstance(reason, HttpResponse):
        return reason
    agreed = queries.statements(opened).filter(theme=asked.theme).exclude(agreed_by="")
    known = [presenters.statement(row) for row in agreed]
    return render(request, "story/observe.html", {**context, "form": form, "clash": reason, "known": known})


def _seen(
    opened: Opened, held: Conversation, guide: definitions.Guide, rows: list[Answer], question: str
) -> dict[str, Any]:
    seen = [
        presenters.observed(opened, row) for row in rows if row.question == question and row.words.strip()
    ]
    return {
        **{"opened": opened, "held": held, "guide": guide},
        "others": [each for each in seen if not each["own"]],
        "own": next((each for each in seen if each["own"]), None),
        "there": presenters.there(list(queries.presences(opened, held))),
        "place": presenters.place(guide, question),
    }


def _observed(
    request: Request, opened: Opened, held: Conversation, asked: definitions.Question, mine: Answer | None
) -> tuple[ObserveForm, Any]:
    """Keep what I see. On two of my own devices at once nothing is written over either."""
    initial = {"words": "", "language": (get_language() or "en")[:2], "version": 0, "said_by": _who(opened)}
    if mine is not None:
        initial |= {"words": mine.words, "language": mine.language, "version": mine.version}
    form = ObserveForm(request.POST or None, initial=initial, draft=f"observe-{held.pk}-{asked.id}")
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        said["said_by"] = mine.said_by if mine else _who(opened)
        try:
            kept = _keep(request, held, asked.id, mine, said)
        except Clash as clash:
            read_at(form, clash.version)
            return form, clash if not _autosaves(request) else JsonResponse({"saved": False}, status=409)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            return form, _on(request, opened, held, asked.id, kept)
    return form, JsonResponse({"saved": False}, status=409) if _autosaves(request) else None


def _keep(
    request: Request, held: Conversation, question: str, mine: Answer | None, said: dict[str, Any]
) -> Answer | None:
    if mine is None and not said["words"].strip():
        return None
    return actions.save_answer(
        by=request.actor, conversation=held, question=question, said_how=SaidHow.OBSERVED, **said
    )


def _on(
    request: Request, opened: Opened, held: Conversation, question: str, kept: Answer | None
) -> HttpResponse:
    reference = opened.person.reference
    if _autosaves(request):
        return JsonResponse({"saved": True, "version": kept.version if kept else 0})
    guide = definitions.guide(held.guide, held.guide_version)
    after = presenters.place(guide, question)["after"]
    if after and "next" in request.POST:
        return redirect("story:observe", reference, held.pk, after)
    return redirect("story:conversation", reference, held.pk)


@login_required
def echo(request: Request, reference: str, id: UUID, answer: UUID) -> HttpResponse:
    """I see it so too, or differently."""
    opened, held, guide = _open(request, reference, id)
    row = queries.observation(opened, held, answer)
    if _is_over(request, held):
        return redirect("story:conversation", reference, held.pk)
    form = EchoForm(
        request.POST or None, initial={"so_too": "no", "version": row.version}, draft=f"echo-{answer}"
    )
    changed = False
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "so_too": form.cleaned_data["so_too"] == "yes"}
        try:
            actions.echo(by=request.actor, answer=row, **said)
        except Clash as clash:
            changed = True
            read_at(form, clash.version)
        except RuleBroken as broken:
            form.add_error("words", _(str(broken.reason)))
        else:
            return redirect("story:observe", opened.person.reference, held.pk, row.question)
    context = {
        **{"opened": opened, "held": held, "guide": guide, "form": form, "changed": changed},
        "asked": guide.question(row.question),
        "seen": presenters.observed(opened, row),
    }
    return render(request, "story/echo.html", context)


def _open(request: Request, reference: str, id: UUID) -> tuple[Opened, Conversation, definitions.Guide]:
    by = request.actor
    if LIVE in request.headers:
        opened = require(by, reference, Permission.ADD, section=SECTION)
    else:
        opened = open_person(by, reference, Permission.ADD, section=SECTION, what="what matters")
    held = queries.conversation(opened, id)
    guide = definitions.guide(held.guide, held.guide_version)
    if guide.shape != definitions.TOGETHER:
        raise Http404
    return opened, held, guide


def _is_over(request: Request, held: Conversation) -> bool:
    """Finished meanwhile. What somebody sends too late is refused with their words still in the box."""
    return held.finished_at is not None and request.method != "POST"


def _autosaves(request: Request) -> bool:
    return "X-Autosave" in request.headers


def _who(opened: Opened) -> str:
    """Whose observation it is: the person themself, or a name that the others know."""
    return opened.person.called if opened.is_self else opened.actor.user_name
