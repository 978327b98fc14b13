"""One question a page, with pictures and short words: choose, write or show; skip, go back, stop, go on later."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash, RuleBroken
from unstori.story import actions, definitions, presenters, queries
from unstori.story.actions.files import check
from unstori.story.forms import EasyForm
from unstori.story.models import Answer, Conversation, SaidHow
from unstori.story.views.answering import easily, read_at

SECTION = "what_matters"


@login_required
def easy_on(request: Request, reference: str, id: UUID) -> HttpResponse:
    """To the first question without an answer, on whichever device one goes on."""
    opened, held, guide = _open(request, reference, id)
    done = {row.question for row in queries.answers_of(opened, held) if _says(row)}
    to_ask = next((each.id for each in guide.questions if each.id not in done), guide.questions[0].id)
    return redirect("story:easy", opened.person.reference, held.pk, to_ask)


@login_required
def easy(request: Request, reference: str, id: UUID, question: str) -> HttpResponse:
    """One question."""
    opened, held, guide = _open(request, reference, id)
    if (asked := guide.question(question)) is None:
        raise Http404
    mine, before = _mine(request, opened, held, question)
    initial = easily(request, opened, held, mine, before)
    draft = f"easy-{held.pk}-{question}"
    form = EasyForm(request.POST or None, request.FILES or None, initial=initial, asked=asked, draft=draft)
    clash: Clash | None = None
    if request.method == "POST" and form.is_valid():
        try:
            kept = _save(request, held, asked, mine, form)
        except Clash as meanwhile:
            clash = meanwhile
            read_at(form, meanwhile.version)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            return _on(request, opened, held, guide, question, kept)
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": False}, status=409)
    context = {
        **{"opened": opened, "held": held, "guide": guide, "asked": asked, "form": form, "clash": clash},
        "place": presenters.place(guide, question),
        "mine": presenters.answered(mine, asked) if mine else None,
        "checking": "check" in request.GET,
        "answering": presenters.answering(form.data if form.is_bound else initial),
    }
    return render(request, "story/easy.html", context)


@login_required
@require_POST
def take_back(request: Request, reference: str, id: UUID, shown: UUID) -> HttpResponse:
    """Take a picture away again."""
    opened, held, _guide = _open(request, reference, id)
    row = queries.shown(opened, held, shown)
    question = row.answer.question if row.answer else ""
    actions.take_back(by=request.actor, shown=row)
    return redirect("story:easy", opened.person.reference, held.pk, question)


def _open(request: Request, reference: str, id: UUID) -> tuple[Opened, Conversation, definitions.Guide]:
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="what matters")
    held = queries.conversation(opened, id)
    guide = definitions.guide(held.guide, held.guide_version)
    if guide.shape != definitions.ASKED or not guide.easy:
        raise Http404
    return opened, held, guide


def _mine(
    request: Request, opened: Opened, held: Conversation, question: str
) -> tuple[Answer | None, Answer | None]:
    """The answer that I wrote to this question, and the last that I wrote to any: it says who answers."""
    rows = [row for row in queries.answers_of(opened, held) if row.created_by_id == request.actor.capacity_id]
    return next((row for row in rows if row.question == question), None), (rows[-1] if rows else None)


def _says(row: Answer) -> bool:
    return bool(row.words.strip() or row.choice or row.attachments.all())


def _save(
    request: Request, held: Conversation, asked: definitions.Question, mine: Answer | None, form: EasyForm
) -> Answer | None:
    """What was chosen, written and shown. Nothing at all is kept as nothing."""
    said: dict[str, Any] = {"choice": "", **form.cleaned_data}
    uploads, heard = said.pop("uploads"), said.pop("heard")
    if request.headers.get("X-Autosave"):
        uploads = []
    if mine is None and not (said["words"].strip() or said["choice"] or uploads):
        return None
    if (said["choice"] or uploads) and not (said["words"].strip() or said["said_how"]):
        said["said_how"] = SaidHow.SYMBOLS
    checked = [check(by=request.actor, upload=upload) for upload in uploads]
    said["version"] = said["version"] or 0
    kept = actions.save_answer(by=request.actor, conversation=held, question=asked.id, **said)
    for file in checked:
        actions.show(by=request.actor, answer=kept, file=file, words=heard)
    return kept


def _on(
    request: Request,
    opened: Opened,
    held: Conversation,
    guide: definitions.Guide,
    question: str,
    kept: Answer | None,
) -> HttpResponse:
    """To the next question, or to read it all after the last."""
    reference = opened.person.reference
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": True, "version": kept.version if kept else 0})
    if "add" in request.POST:
        return redirect("story:easy", reference, held.pk, question)
    if "stop" in request.POST:
        return redirect("story:what_matters", reference)
    after = presenters.place(guide, question)["after"]
    if after and "check" not in request.GET:
        return redirect("story:easy", reference, held.pk, after)
    response = redirect("story:check", reference, held.pk)
    response["Location"] += "?way=easy"
    return response
