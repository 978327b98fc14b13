"""About me, who cares or works here: one question a page, mine alone until I show it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.core.errors import Clash, RuleBroken
from unstori.story import actions, definitions, presenters, queries, rules
from unstori.story.forms import OwnAnswerForm, ShowForm, people_named
from unstori.story.models import OwnAnswer, OwnConversation
from unstori.story.views.answering import read_at


@login_required
def index(request: Request) -> HttpResponse:
    """Mine, what others show me, and which I can begin."""
    by = request.actor
    context = {
        "guides": _guides(request),
        "mine": [presenters.own(row) for row in queries.own_conversations(by)],
        "shown": [presenters.own(row) for row in queries.shown_to_me(by)],
    }
    return render(request, "story/own.html", context)


@login_required
def begin(request: Request, guide: str) -> HttpResponse:
    """What it is for, whose it is, and the button."""
    chosen = next((each for each in _guides(request) if each.id == guide), None)
    if chosen is None:
        raise Http404
    if request.method == "POST":
        language = (get_language() or "en")[:2]
        begun = actions.start_own(by=request.actor, guide=chosen.id, language=language)
        return redirect("own:question", begun.pk, chosen.questions[0].id)
    return render(request, "story/own_begin.html", {"guide": chosen, "danger": _danger(request)})


@login_required
def question(request: Request, id: UUID, question: str) -> HttpResponse:
    """One question. Kept as it is typed where there is JavaScript, by the button everywhere."""
    held = queries.own_conversation(request.actor, id, mine=True)
    guide = definitions.guide(held.guide, held.guide_version)
    if (asked := guide.question(question)) is None:
        raise Http404
    if held.finished_at is not None and request.method != "POST":
        return redirect("own:read", held.pk)
    initial = _initial(held, queries.own_answers(held).get(question))
    draft = f"own-{held.pk}-{question}"
    form = OwnAnswerForm(request.POST or None, initial=initial, asked=asked, draft=draft)
    clash: Clash | None = None
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        try:
            kept = actions.save_own_answer(by=request.actor, conversation=held, question=question, **said)
        except Clash as meanwhile:
            clash = meanwhile
            read_at(form, meanwhile.version)
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            return _on(request, held, guide, question, kept)
    if "X-Autosave" in request.headers:
        return JsonResponse({"saved": False}, status=409)
    context = {
        **{"held": held, "guide": guide, "asked": asked, "form": form, "clash": clash},
        **{"place": presenters.place(guide, question), "danger": _danger(request)},
    }
    return render(request, "story/own_question.html", context)


@login_required
def read(request: Request, id: UUID) -> HttpResponse:
    """Read it all; finish it; choose who may read it."""
    by = request.actor
    held = queries.own_conversation(by, id)
    is_mine = held.author_id == by.capacity_id
    people = queries.could_read(by, held) if is_mine and held.finished_at else []
    form = ShowForm(
        request.POST if "show" in request.POST else None,
        people=people_named(people, {one.pk: label_of(one) for one in people}),
        initial={"shown_to": [str(row.shown_to_id) for row in held.shown.filter(ended_at__isnull=True)]},
    )
    reason = ""
    if request.method == "POST" and is_mine:
        try:
            if done := _do(request, held, form):
                return done
        except RuleBroken as broken:
            reason = _(str(broken.reason))
    context = {
        **{"held": held, "form": form, "is_mine": is_mine, "people": people, "reason": reason},
        **presenters.own_read(held, queries.own_answers(held)),
        "is_error": bool(reason),
    }
    return render(request, "story/own_read.html", context)


def _do(request: Request, held: OwnConversation, form: ShowForm) -> HttpResponse | None:
    """The button that was pressed."""
    by = request.actor
    if "finish" in request.POST:
        actions.finish_own(by=by, conversation=held)
        messages.success(request, _("Thank you. Nobody else reads it until you choose them below."))
        return redirect("own:read", held.pk)
    if "take_away" in request.POST:
        actions.take_own_away(by=by, conversation=held)
        messages.success(request, _("It is gone."))
        return redirect("own:index")
    if form.is_valid():
        actions.show_own(by=by, conversation=held, to=[UUID(pk) for pk in form.cleaned_data["shown_to"]])
        messages.success(request, _("Saved. The people ticked here may read it."))
        return redirect("own:read", held.pk)
    return None


def _danger(request: Request) -> str:
    """Whom to call, for a carer who is not safe: it must not wait until somebody is shown this."""
    person = queries.cared_for(request.actor)
    return reverse("circle:danger", args=[person.reference]) if person else ""


def _guides(request: Request) -> list[definitions.Guide]:
    by = request.actor
    every, age = definitions.guides("", definitions.OWN), queries.own_age(by)
    return [
        one for one in every
        if rules.is_for(who=one.who, kind=by.kind, is_professional=by.is_professional, age=age)
    ]  # fmt: skip


def _initial(held: OwnConversation, mine: OwnAnswer | None) -> dict[str, Any]:
    if mine is None:
        return {"language": held.language, "version": 0}
    return {name: getattr(mine, name) for name in ("words", "choice", "language", "version")}


def _on(
    request: Request, held: OwnConversation, guide: definitions.Guide, question: str, kept: OwnAnswer | None
) -> HttpResponse:
    if "X-Autosave" in request.headers:
        return JsonResponse({"saved": True, "version": kept.version if kept else 0})
    if "stop" in request.POST:
        return redirect("own:index")
    after = presenters.place(guide, question)["after"]
    if after and "check" not in request.GET:
        return redirect("own:question", held.pk, after)
    return redirect("own:read", held.pk)
