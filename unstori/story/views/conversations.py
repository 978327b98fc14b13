"""What matters: statements, and the conversation that they come from."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person
from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import Clash, RuleBroken
from unstori.story import actions, definitions, presenters, queries
from unstori.story.forms import AnswerForm
from unstori.story.models import Answer, Conversation
from unstori.story.views import together
from unstori.story.views.answering import whose

SECTION = "what_matters"


@login_required
def what_matters(request: Request, reference: str) -> HttpResponse:
    """Their own words first; a conversation to begin or to go on with."""
    opened = open_person(
        request.actor, reference, section=SECTION, permission=Permission.SEE, what="what matters"
    )
    statements = list(queries.statements(opened))
    context = {
        "opened": opened,
        "statements": presenters.own_words(row for row in statements if not row.agreed_by),
        "seen": presenters.seen_together(row for row in statements if row.agreed_by),
        "unfinished": [
            {"row": row, "title": definitions.guide(row.guide, row.guide_version).title}
            for row in queries.unfinished(opened)
        ],
        "may_add": opened.may(Permission.ADD, SECTION),
    }
    return render(request, "story/what_matters.html", context)


@login_required
def conversation(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Every question, which of them have an answer, in any order."""
    opened = open_person(request.actor, reference, section=SECTION, what="what matters")
    held = queries.conversation(opened, id)
    guide, shown = guided(opened, held)
    if guide.shape == definitions.TOGETHER:
        return together.conversation(request, opened, held)
    context = {
        "opened": opened,
        "held": held,
        "guide": guide,
        "questions": shown,
        "answered": sum(1 for each in shown if each["answers"]),
    }
    return render(request, "story/conversation.html", context)


@login_required
def answer(request: Request, reference: str, id: UUID, question: str) -> HttpResponse:
    """One question. Saved as it is typed where there is JavaScript, by the button everywhere."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="what matters")
    held = queries.conversation(opened, id)
    guide, shown = guided(opened, held)
    if (asked := guide.question(question)) is None:
        raise Http404
    if guide.shape == definitions.TOGETHER:
        return redirect("story:observe", opened.person.reference, held.pk, question)
    so_far = list(queries.answers_of(opened, held).filter(question=question))
    form, clash = _form(request, opened, held, asked, mine := _to_go_on_with(request, so_far)), None
    if request.method == "POST" and form.is_valid():
        try:
            kept = _save(request, held, question, form)
        except Clash as meanwhile:
            clash = meanwhile
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            return _kept(request, opened, held, kept, shown)
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": False}, status=409)
    context = {
        **{"opened": opened, "held": held, "asked": asked, "form": form},
        "others": [presenters.answered(row, asked) for row in so_far if mine is None or row.pk != mine.pk],
        "clash": clash,
        "theirs": _theirs(so_far, form) if clash else None,
    }
    return render(request, "story/answer.html", context)


def _form(
    request: Request, opened: Opened, held: Conversation, asked: definitions.Question, mine: Answer | None
) -> AnswerForm:
    initial, draft = whose(request, opened, held, mine), f"answer-{held.pk}-{asked.id}"
    return AnswerForm(request.POST or None, initial=initial, asked=asked, draft=draft)


def guided(opened: Opened, held: Conversation) -> tuple[definitions.Guide, list[dict[str, Any]]]:
    """The guide along which it was begun, and its questions with their answers."""
    guide = definitions.guide(held.guide, held.guide_version)
    return guide, presenters.questions(guide, queries.answers_of(opened, held))


def _to_go_on_with(request: Request, so_far: list[Answer]) -> Answer | None:
    """The answer that was chosen to be changed, or the one that I wrote."""
    chosen = request.GET.get("answer", "")
    if chosen == "new":
        return None
    return next(
        (each for each in so_far if str(each.pk) == chosen),
        next((each for each in so_far if each.created_by_id == request.actor.capacity_id), None),
    )


def _save(request: Request, held: Conversation, question: str, form: AnswerForm) -> Answer:
    said = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
    return actions.save_answer(by=request.actor, conversation=held, question=question, **said)


def _kept(
    request: Request, opened: Opened, held: Conversation, kept: Answer, shown: list[dict[str, Any]]
) -> HttpResponse:
    """To the next question without an answer; a page that saves as one types only learns the version."""
    if request.headers.get("X-Autosave"):
        return JsonResponse({"saved": True, "version": kept.version})
    ids = [each["id"] for each in shown]
    after = shown[ids.index(kept.question) + 1 :] if kept.question in ids else []
    following = next((each for each in after if each["id"] and not each["answers"]), None)
    if following and "next" in request.POST:
        return redirect("story:answer", opened.person.reference, held.pk, following["id"])
    return redirect("story:conversation", opened.person.reference, held.pk)


def _theirs(so_far: list[Answer], form: AnswerForm) -> dict[str, Any] | None:
    """What stands now, beside what was typed; sending again from here writes over what was seen."""
    for each in so_far:
        if each.said_by == form.cleaned_data.get("said_by"):
            form.data = {**form.data.dict(), "version": str(each.version)}  # type: ignore[attr-defined]
            return {"who": label_of(each.created_by), "words": each.words, "when": each.created_at}
    return None
