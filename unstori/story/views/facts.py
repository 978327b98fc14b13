"""Facts about me: shown with who said them and when, to confirm, change or retire."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import Opened, open_person
from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.access.rules import Actor, Permission
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity
from unstori.story import actions, definitions, presenters, queries
from unstori.story.forms import ChangeFactForm, FactForm, SettleForm, people_named
from unstori.story.models import Fact
from unstori.ui.trying import tried


@login_required
def facts(request: Request, reference: str) -> HttpResponse:
    """Everything that is known about me."""
    opened = open_person(request.actor, reference, what="facts")
    known = {
        key: told
        for key, told in queries.known_facts(opened).items()
        if definitions.facts()[key].section in opened.sections or told
    }
    shown = presenters.facts(known, opened.person)
    for each in shown:
        each["may_add"] = opened.may(Permission.ADD, each["kind"].section)
    may_correct = opened.may(Permission.ADD, "about_me")
    says = {"may_correct": may_correct, "may_move": queries.may_say_moved(opened)}
    return render(request, "story/facts.html", {"opened": opened, "facts": shown, **says})


@login_required
def tell_fact(request: Request, reference: str, key: str) -> HttpResponse:
    """Tell one fact. What is known already is shown above the box."""
    kind = _kind(key)
    opened = open_person(request.actor, reference, Permission.ADD, section=kind.section, what="facts")
    known = queries.known_facts(opened, key)[key]
    if known and not kind.many:
        return redirect("story:change_fact", opened.person.reference, known[0].fact.pk)
    form = FactForm(request.POST or None, initial=_initial(request, opened), **_asked(opened, kind))
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "key": key, **form.cleaned_data}
        if tried(form, lambda: actions.tell_fact(by=request.actor, **said)):
            messages.success(request, _("Told once. Everyone who needs it can see it."))
            return redirect("story:facts", opened.person.reference)
    context = {
        "opened": opened,
        "form": form,
        "kind": kind,
        "known": [presenters.fact(each) for each in known],
    }
    return render(request, "story/tell_fact.html", context)


@login_required
def change_fact(request: Request, reference: str, id: UUID) -> HttpResponse:
    """It has changed, or somebody sees it differently."""
    opened = open_person(request.actor, reference, Permission.ADD, what="facts")
    row = queries.fact(opened, id)
    kind, people = presenters.fact_of(row), queries.could_own(opened, row.section)
    known = {**_initial(request, opened), "words": row.words, "how": "changed", "language": row.language}
    named = people_named(people, {each.pk: label_of(each) for each in people})
    form = ChangeFactForm(request.POST or None, initial=known, people=named, **_asked(opened, kind))
    clash: Clash | None = None
    if request.method == "POST" and form.is_valid():
        said = _related(dict(form.cleaned_data), row, people)
        try:
            actions.tell_fact(by=request.actor, person=opened.person, key=row.key, **said)
        except Clash as meanwhile:
            clash = meanwhile
        except RuleBroken as broken:
            form.add_error(None, _(str(broken.reason)))
        else:
            messages.success(request, _("It is written down. What was said before can still be seen."))
            return redirect("story:facts", opened.person.reference)
    context = {
        **{"opened": opened, "form": form, "kind": kind, "row": row, "clash": clash},
        "by": presenters.said(row.said_by, row.said_how, on=row.said_on),
        "before": presenters.history(queries.fact_history(opened, row.key)),
    }
    return render(request, "story/change_fact.html", context)


@login_required
@require_POST
def confirm_fact(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One press: it is still true."""
    opened = open_person(request.actor, reference, Permission.ADD, what="facts")
    actions.confirm_fact(by=request.actor, fact=queries.fact(opened, id))
    messages.success(request, _("Thank you. It is still true."))
    return redirect("story:facts", opened.person.reference)


@login_required
@require_POST
def retire_fact(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One press: it is no longer true. It can be seen among what was said before, and told again."""
    opened = open_person(request.actor, reference, Permission.ADD, what="facts")
    actions.retire_fact(by=request.actor, fact=queries.fact(opened, id))
    messages.success(request, _("It is no longer shown as true."))
    return redirect("story:facts", opened.person.reference)


@login_required
def settle(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Two say different things: which is right?"""
    opened = open_person(request.actor, reference, Permission.ADD, what="facts")
    row = queries.contradiction(opened, id)
    form = SettleForm(request.POST or None, choices=presenters.sides(row))
    if request.method == "POST" and form.is_valid():
        chosen = {str(row.one_id): row.one, str(row.other_id): row.other}.get(form.cleaned_data["stands"])
        said = {"contradiction": row, "stands": chosen, "why": form.cleaned_data["why"]}
        if tried(form, lambda: actions.settle(by=request.actor, **said)):
            messages.success(request, _("It is settled."))
            return redirect("story:facts", opened.person.reference)
    context = {
        "opened": opened,
        "form": form,
        "kind": presenters.fact_of(row.one),
        "settler": presenters.settler(row),
    }
    return render(request, "story/settle.html", context)


def said_by(opened: Opened, by: Actor) -> str:
    """Who says so, as far as can be known: whoever is writing."""
    return opened.person.called if opened.is_self else by.user_name


def _kind(key: str) -> definitions.FactKind:
    try:
        return definitions.facts()[key]
    except KeyError as unknown:
        raise Http404 from unknown


def _related(said: dict[str, Any], row: Fact, people: list[Capacity]) -> dict[str, Any]:
    """What is said of the known fact: it has changed, or both stand until somebody settles it."""
    chosen = said.pop("settler")
    if said.pop("how") == "changed":
        return {**said, "replaces": row}
    settler = next((each for each in people if str(each.pk) == chosen), None)
    return {**said, "contradicts": row, "settler": settler}


def _initial(request: Request, opened: Opened) -> dict[str, Any]:
    return {"said_by": said_by(opened, request.actor), "language": (get_language() or "en")[:2]}


def _asked(opened: Opened, kind: definitions.FactKind) -> dict[str, Any]:
    return {"label": kind.label, "hint": kind.hint, "draft": f"fact-{opened.person.reference}-{kind.key}"}
