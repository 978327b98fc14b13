"""The changes that somebody needs: what is shared as a flag, and whether it may be."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.adjustments import actions, presenters, queries, rules
from unstori.adjustments.forms import AnswerForm, ChangeForm, HarderForm
from unstori.circle import queries as circle
from unstori.core.errors import Clash, RuleBroken

WHAT = "adjustments"


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    """What they need changed, and whether services may read it."""
    opened = open_person(request.actor, reference, section=rules.SECTION, what=WHAT)
    said = [presenters.consent(row) for row in queries.consents(opened)]
    shared = rules.can_flag(queries.state_of(opened.person))
    context = {
        "opened": opened, "said": said, "shared": shared, "groups": presenters.by_category(opened),
        "harder": presenters.harder(opened), "may_answer": _may_answer(opened),
        "may_add": opened.may(Permission.ADD, rules.SECTION), "may_health": opened.may(Permission.ADD, rules.HEALTH),
        "sees_health": rules.HEALTH in opened.sections,
    }  # fmt: skip
    return render(request, "adjustments/index.html", context)


@login_required
def answer(request: Request, reference: str) -> HttpResponse:
    """May it be shared? A no takes everything out at once."""
    opened = open_person(request.actor, reference, section=rules.SECTION, what=WHAT)
    if not _may_answer(opened):
        raise _refused(opened)
    form = AnswerForm(request.POST or None, decides=_decides(opened))

    def do() -> object:
        return actions.say(by=request.actor, person=opened.person, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and _done(form, do):
        return _back(request, reference, _("Your answer is kept, and holds from now on."))
    return _page(request, opened, form, _("May these changes be shared?"), _("Save the answer"), told=[
        _("With a yes, health and care services that may see about me can read the changes, also from their own systems."),
        _("With a no, everything is taken out of the flag at once. What was told stays in the story."),
    ])  # fmt: skip


@login_required
def add(request: Request, reference: str) -> HttpResponse:
    """One more change. What is told already is offered, and need not be written again."""
    opened = open_person(request.actor, reference, Permission.ADD, section=rules.SECTION, what=WHAT)
    if not rules.can_flag(queries.state_of(opened.person)):
        return (
            redirect("adjustments:answer", reference)
            if _may_answer(opened)
            else redirect("adjustments:index", reference)
        )
    told = queries.told(opened)
    form = ChangeForm(request.POST or None, told=told)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fact = next((row for row in told if str(row.pk) == said.get("fact")), None)
        new = {"category": said["category"], "words": said["words"], "fact": fact}
        if _done(form, lambda: actions.flag(by=request.actor, person=opened.person, **new), "words"):
            return _back(request, reference, _("The change stands in the flag."))
    return _page(request, opened, form, _("Add a change that is needed"), _("Add the change"))


@login_required
def harder(request: Request, reference: str) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, section=rules.HEALTH, what=WHAT)
    if not rules.can_flag(queries.state_of(opened.person)):
        return (
            redirect("adjustments:index", reference) if rules.SECTION in opened.sections else _never(opened)
        )
    stand = queries.impairments(opened)
    initial = {
        "codes": [row.code for row in stand],
        "other": next((row.words for row in stand if row.words), ""),
    }
    form = HarderForm(request.POST or None, initial=initial)

    def do() -> object:
        return actions.say_impairments(by=request.actor, person=opened.person, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and _done(form, do, "other"):
        return _back(request, reference, _("Saved."))
    return _page(request, opened, form, _("What makes things harder"), _("Save"))


@login_required
@require_POST
def end(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened = open_person(request.actor, reference, Permission.ADD, section=rules.SECTION, what=WHAT)
    actions.unflag(by=request.actor, adjustment=queries.adjustment(opened, id))
    return _back(request, reference, _("It is taken out of the flag. It stays among the facts."))


def _decides(opened: Opened) -> bool:
    return bool(queries.authority_of(circle.deciding_as(opened) or ""))


def _may_answer(opened: Opened) -> bool:
    told = opened.actor.is_professional and opened.may(Permission.ADD, rules.SECTION)
    return _decides(opened) or told


def _refused(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk)


def _never(opened: Opened) -> HttpResponse:
    raise _refused(opened)


def _done(form: Form, do: Callable[[], Any], field: str | None = None) -> bool:
    try:
        do()
    except RuleBroken as broken:
        form.add_error(field if field in form.fields else None, _(str(broken.reason)))
    except Clash:
        form.add_error(field, _("Somebody changed this meanwhile. Read it anew."))
    return form.is_valid()


def _back(request: Request, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("adjustments:index", reference)


def _page(
    request: Request, opened: Opened, form: Form, heading: str, button: str, told: list[str] | None = None
) -> HttpResponse:
    index = reverse("adjustments:index", args=[opened.person.reference])
    context = {"opened": opened, "form": form, "title": heading, "save": button, "told": told or []}
    more = {"back": index, "back_to": _("Changes that are needed")}
    return render(request, "adjustments/form.html", {**context, **more})
