"""Before the first question: which conversation, and after the last: read it all and finish."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.story import actions, definitions, presenters, queries
from unstori.story.definitions import ASKED, TOGETHER
from unstori.story.forms import EASY, StartForm
from unstori.story.views.conversations import guided
from unstori.ui.trying import attempt

SECTION = "what_matters"


@login_required
def start(request: Request, reference: str) -> HttpResponse:
    """Which conversation: for whom each is, in a sentence."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="what matters")
    context = {
        "opened": opened,
        "guides": _guides(opened),
        "carer": definitions.guides(opened.person.jurisdiction, definitions.OWN)
        if request.actor.kind == "family"
        else [],
    }
    return render(request, "story/choose.html", context)


@login_required
def begin(request: Request, reference: str, guide: str) -> HttpResponse:
    """Begin a conversation."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="what matters")
    chosen = next((each for each in _guides(opened) if each.id == guide), None)
    if chosen is None:
        raise Http404
    initial = {
        "held_on": clock.today(),
        "language": (get_language() or "en")[:2],
        "way": EASY if opened.is_self else "all",
    }
    form = StartForm(request.POST or None, initial=initial, guide=chosen)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        way = said.pop("way", "")
        said |= {"by": request.actor, "person": opened.person, "guide": chosen.id}
        if begun := attempt(form, lambda: actions.start_conversation(**said), "held_on"):
            to = "story:easy_on" if way == EASY else "story:conversation"
            return redirect(to, opened.person.reference, begun.pk)
    context = {"opened": opened, "form": form, "guide": chosen}
    return render(request, "story/start.html", context)


@login_required
def check(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Read everything once more; finishing makes it part of the story."""
    opened = open_person(request.actor, reference, Permission.ADD, section=SECTION, what="what matters")
    held = queries.conversation(opened, id)
    guide, shown = guided(opened, held)
    reason = ""
    if request.method == "POST":
        try:
            actions.finish_conversation(by=request.actor, conversation=held)
        except RuleBroken as broken:
            reason = _(str(broken.reason))
        else:
            messages.success(request, _("Thank you. These words now lead the plan."))
            return redirect("story:what_matters", opened.person.reference)
    context = {
        **{"opened": opened, "held": held, "guide": guide, "reason": reason, "is_error": bool(reason)},
        "questions": [each for each in shown if each["answers"]],
        "easy": request.GET.get("way") == EASY,
    }
    if guide.shape == TOGETHER:
        seen = presenters.together(guide, opened, list(queries.observations(opened, held)))
        context["questions"] = [each for each in seen if each["seen"]]
        context["becomes_known"] = opened.may(Permission.ADD, "about_me")
    template = "story/check_together.html" if guide.shape == TOGETHER else "story/check.html"
    return render(request, template, context)


def _guides(opened: Opened) -> list[definitions.Guide]:
    return definitions.guides(opened.person.jurisdiction, ASKED, TOGETHER)
