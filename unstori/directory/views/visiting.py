"""Visitors: who they are, and what they find, one question a page in short words and pictures."""

from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.core import clock
from unstori.directory import queries, saying
from unstori.directory.actions import visits as actions
from unstori.directory.forms.voice import BeginForm, FoundForm, LinkForm
from unstori.directory.models import Visit
from unstori.directory.presenters import voice as presenters
from unstori.directory.queries import voice
from unstori.directory.rules import voice as rules
from unstori.directory.views.voice import entry_or_404
from unstori.ui.trying import attempt, pressed, tried

HARMLESS = {"default-src": [NONE], "img-src": [SELF], "sandbox": []}


@login_required
def visitors(request: Request) -> HttpResponse:
    """For keepers: who visits, and a new link for those whom an organisation invites."""
    by = request.actor
    if not rules.is_keeper(by):
        raise Http404
    every = {str(one.pk): one for one in queries.organisations_named("", by)}
    form = LinkForm(request.POST or None, organisations=[(id, str(one.name)) for id, one in every.items()])
    link = ""
    if request.method == "POST" and form.is_valid():
        chosen = every[form.cleaned_data["organisation"]]
        if made := attempt(form, lambda: actions.invite_visitors(by=by, organisation=chosen)):
            link = request.build_absolute_uri(reverse("voice:join", args=[rules.spaced(made[1])]))
    context = {
        "form": form, "link": link, "visitors": list(voice.visitors()),
        "days": saying.number("invitation_days"), "most": saying.number("invitation_most"),
    }  # fmt: skip
    return render(request, "directory/voice/visitors.html", context)


@login_required
@require_POST
def end(request: Request, id: UUID) -> HttpResponse:
    """Somebody visits no more."""
    found = next((one for one in voice.visitors() if one.pk == id), None)
    by = request.actor
    if found is None or not (rules.is_keeper(by) or found.capacity_id == by.capacity_id):
        raise Http404
    pressed(request, lambda: actions.end_visitor(by=by, visitor=found), _("They visit no more."))
    return redirect("voice:visitors" if rules.is_keeper(by) else "voice:mine")


@login_required
def join(request: Request, code: str) -> HttpResponse:
    """Would you like to visit services and say how they are?"""
    link = voice.visitor_link(code)
    if link is None:
        raise Http404
    if request.method == "POST":
        done = pressed(
            request, lambda: actions.become_visitor(by=request.actor, link=link), _("You are a visitor now.")
        )
        return redirect("voice:visits" if done else "finding:index")
    return render(request, "directory/voice/join.html", {"link": link})


@login_required
def mine(request: Request) -> HttpResponse:
    """My visits, and how to begin one."""
    visitor = voice.visitor(request.actor)
    rows = voice.my_visits(request.actor).select_related("entry", "visitor__organisation")
    found = [presenters.visit(row) for row in rows]
    if visitor is None and not found:
        raise Http404
    return render(request, "directory/voice/visits.html", {"visitor": visitor, "visits": found})


@login_required
def begin(request: Request, id: UUID) -> HttpResponse:
    """When, and whether they knew."""
    by, entry = request.actor, entry_or_404(id)
    if voice.visitor(by) is None:
        raise Http404
    form = BeginForm(request.POST or None, initial={"happened_on": clock.today()})
    given = form.cleaned_data if form.is_valid() else None
    if given and (made := attempt(form, lambda: actions.begin_visit(by=by, entry=entry, **given))):
        return redirect("voice:question", made.pk, saying.guide().questions[0].id)
    return render(request, "directory/voice/begin_visit.html", {"entry": entry, "form": form})


@login_required
def question(request: Request, id: UUID, question: str) -> HttpResponse:
    """One question: press a picture, write if you like, go on."""
    row = _own(request, id)
    guide = saying.guide(row.guide_version)
    asked = guide.question(question)
    if asked is None:
        raise Http404
    if row.state not in (rules.DRAFT, rules.SENT_BACK):
        return redirect("voice:visit", row.pk)
    held = next((one for one in row.answers.all() if one.question == question), None)
    initial = {"choice": held.choice, "words": held.words} if held else {}
    if "away" in request.POST:
        pressed(request, lambda: actions.remove_photo(by=request.actor, visit=row, question=question))
        return redirect("voice:question", row.pk, question)
    draft = f"visit-{row.pk}-{question}"
    form = FoundForm(request.POST or None, request.FILES or None, asked=asked, draft=draft, initial=initial)
    place = _place(guide, question)
    if request.method == "POST" and form.is_valid() and _kept(request, row, question, form):
        if "stop" in request.POST:
            messages.success(request, _("It is kept. Go on when you like."))
            return redirect("voice:visits")
        after = "" if "check" in request.GET else place["after"]
        return redirect("voice:question", row.pk, after) if after else redirect("voice:visit", row.pk)
    photo = next((one for one in row.photos.all() if one.question == question), None)
    context = {"row": row, "asked": asked, "form": form, "place": place, "photo": photo}
    return render(request, "directory/voice/question.html", context)


def _kept(request: Request, row: Visit, question: str, form: FoundForm) -> bool:
    """The answer, then the photo: what is wrong with that loses no word."""
    by, said = request.actor, form.cleaned_data
    answer = {"question": question, "choice": said["choice"], "words": said["words"]}
    if not tried(form, lambda: actions.answer_visit(by=by, visit=row, **answer)):
        return False
    photo = {"question": question, "upload": said["photo"], "words": said["photo_words"]}
    return not said["photo"] or tried(form, lambda: actions.add_photo(by=by, visit=row, **photo), "photo")


@never_cache
@csp(HARMLESS)
def photo(request: Request, id: UUID, question: str) -> HttpResponse:
    """One photo of a visit."""
    found = voice.photo(request.actor, id, question)
    if found is None:
        raise Http404
    with found.file.open("rb") as kept:  # made small by us: it is sent in one piece
        response = HttpResponse(kept.read(), content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _place(guide: saying.Guide, question: str) -> dict[str, Any]:
    every = [one.id for one in guide.questions]
    at = every.index(question)
    return {
        "number": at + 1, "all": len(every), "before": every[at - 1] if at else "",
        "after": every[at + 1] if at + 1 < len(every) else "",
    }  # fmt: skip


@login_required
def check(request: Request, id: UUID) -> HttpResponse:
    """Read it all, then send it."""
    row = _own(request, id)
    if request.method == "POST":
        done = _("Thank you. Somebody reads it, then everybody can.")
        if pressed(request, lambda: actions.send_visit(by=request.actor, visit=row), done):
            return redirect("voice:visits")
        return redirect("voice:visit", row.pk)
    guide = saying.guide(row.guide_version)
    one = presenters.visit(row)
    said = {found["id"] for section in one["sections"] for found in section["found"]}
    left = [asked for asked in guide.questions if asked.id not in said]
    context = {
        "one": one,
        "entry": row.entry,
        "left": left,
        "open": row.state in (rules.DRAFT, rules.SENT_BACK),
    }
    return render(request, "directory/voice/check_visit.html", context)


@login_required
@require_POST
def withdraw(request: Request, id: UUID) -> HttpResponse:
    """Taken back: what was found goes."""
    row = _own(request, id)
    pressed(request, lambda: actions.withdraw_visit(by=request.actor, visit=row), _("It is gone."))
    return redirect("voice:mine")


def _own(request: Request, id: UUID) -> Visit:
    found = voice.my_visit(request.actor, id)
    if found is None:
        raise Http404
    return found
