"""Disagreeing: one page to say it, one thread to follow it, one small page for each turn."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.people.models import Capacity
from unstori.rights import actions, presenters, queries, rules
from unstori.rights import forms as asking
from unstori.rights.models import Disagreement
from unstori.rights.queries.disagreeing import Seen
from unstori.rights.views.opening import chosen, first_to_ask, form_page, missing
from unstori.ui.trying import attempt


@login_required
@require_safe
def disagreements(request: Request, reference: str) -> HttpResponse:
    """All of them, open ones first."""
    opened = open_person(request.actor, reference, what="rights.disagreements")
    rows = presenters.lines(opened, queries.disagreements(opened))
    may = rules.can_take_step({"may": ["self", "family", "advocate", "worker"]}, request.actor.kind)
    others = presenters.to_write_for(opened) if queries.may_write_for(opened) else []
    context = {"opened": opened, "rows": rows, "may": may, "others": others}
    return render(request, "rights/disagreements.html", context)


def _about(request: Request, opened: Opened) -> Seen | None:
    """The row that the address names, which the actor sees; none when it names none."""
    named = request.GET.get("about", "")
    if not named:
        return None
    try:
        return queries.seen_row(opened, UUID(named))
    except ValueError:
        raise missing(opened) from None


@login_required
def disagree(request: Request, reference: str) -> HttpResponse:
    """Say it, with a row or with what one names."""
    opened = open_person(request.actor, reference, what="rights.disagree")
    row = _about(request, opened)
    whose = _for_whom(request, opened)
    people = queries.could_answer(opened, row.section if row else "", me=whose is not None)
    form = asking.DisagreeForm(
        request.POST or None, routes=presenters.route_choices(opened), owners=presenters.owners(people),
        has_row=bool(row), apart=queries.is_apart(row.id if row else None),
        initial={**_begin(opened, row, people), "decided_on": _day(request)},
    )  # fmt: skip
    if whose:
        asking.of_somebody(form)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _raise(request, opened, row, form, people, whose))
        if made:
            messages.success(request, _("It is written down. What was agreed goes on meanwhile."))
            return redirect("rights:disagreement", reference, made.pk)
    back = reverse("rights:disagreements", args=[reference])
    about, page = _named(opened, row)
    context = {
        "about": about,
        "about_href": page,
        "title": _("%(name)s disagrees") % {"name": queries.name_of(whose)} if whose else _("I disagree"),
        "whose": queries.name_of(whose) if whose else "",
        "back": back,
        "nobody": not people,
    }
    return form_page(request, opened, form, template="rights/disagree.html", **context)


def _for_whom(request: Request, opened: Opened) -> queries.Party | None:
    """Who said it and cannot sign in, where a worker writes it down."""
    named = request.GET.get("for", "")
    if not named:
        return None
    if not queries.may_write_for(opened):
        raise missing(opened)
    return queries.party(opened, named)


def _begin(opened: Opened, row: Seen | None, people: list[Capacity]) -> dict[str, Any]:
    """Whose decision it is likely to be, by its part of the story, and whom one would ask first."""
    ways = queries.routes_in(opened.person.jurisdiction)
    here = [way["id"] for way in ways if row and way["section"] == row.section]
    words = queries.said_already(opened, row.id) if row else ""
    return {"route": (here or [ways[0]["id"]])[0], "owner": first_to_ask(opened, people), "words": words}


def _day(request: Request) -> date | None:
    """The day on which it was decided, when the page that leads here knows it: time limits count from it."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _named(opened: Opened, row: Seen | None) -> tuple[str, str]:
    """What the row is called, and where it is."""
    names = queries.named(opened, [Disagreement(row_id=row.id)]) if row else {}
    return names.get(row.id, (_("Something in the record"), "")) if row else ("", "")


def _raise(
    request: Request, opened: Opened, row: Seen | None, form: forms.Form, people: list[Capacity],
    whose: queries.Party | None,
) -> Disagreement:  # fmt: skip
    said = form.cleaned_data
    told: dict[str, Any] = {}
    if whose:
        heard = actions.Told(whose, said["said_on"], said["said_how"])
        told = {"told": heard, "reply_by": said["reply_by"], "reply_to": said["reply_to"]}
    return actions.disagree(
        by=request.actor, person=opened.person, words=said["words"], row_id=row.id if row else None,
        about=said.get("about", ""), route=said["route"], decided_on=said["decided_on"],
        owner=chosen(people, said.get("owner", "")), only_us=said.get("who_sees") == "us",
        **told,
    )  # fmt: skip


@login_required
@require_safe
def disagreement(request: Request, reference: str, id: UUID) -> HttpResponse:
    """The thread: every turn, who must answer by when, what can be done until when."""
    opened = open_person(request.actor, reference, what="rights.disagreement")
    page = presenters.thread(opened, queries.disagreement(opened, id))
    return render(request, "rights/disagreement.html", {"opened": opened, "page": page})


@login_required
def turn(request: Request, reference: str, id: UUID, what: str) -> HttpResponse:
    """One turn of it: answer, say more, another step, pass on, settle, take back."""
    opened = open_person(request.actor, reference, what="rights.disagreement")
    row = queries.disagreement(opened, id)
    offered = [way["href"] for way in presenters.thread(opened, row)["ways"]]
    may_answer = what == "answer" and rules.can_answer(queries.thread_of(opened, row))
    if what not in presenters.STEP_HEADING or not (may_answer or request.path in offered):
        raise missing(opened)
    form, act = TURNS[what](request, opened, row)
    stands = queries.thread_of(opened, row)
    if stands.writes and not stands.mine and what in OF_WHO_DISAGREES:
        asking.ask_when(form)
        act = _told(opened, row, act)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("It is written down."))
        return redirect("rights:disagreement", reference, id)
    title, save = presenters.STEP_HEADING[what]
    back = reverse("rights:disagreement", args=[reference, id])
    return form_page(request, opened, form, title=title, save=save, back=back)


Act = Callable[[dict[str, Any]], Any]
OF_WHO_DISAGREES = ("more", "step", "letter", "certificate", "settled", "withdrawn")


def _told(opened: Opened, row: Disagreement, act: Act) -> Act:
    """The same turn, written down for who cannot sign in."""

    def written(said: dict[str, Any]) -> Any:
        rest = dict(said)
        when = asking.pop_said(rest)
        heard = actions.Told(queries.party(opened, row.party), when["said_on"], when["said_how"])
        return act({**rest, "told": heard})

    return written


def _said(
    form: type[forms.Form], action: Callable[..., Any], **more: Any
) -> Callable[..., tuple[forms.Form, Act]]:
    """A turn whose form holds just what its action wants."""

    def made(request: Request, opened: Opened, row: Disagreement) -> tuple[forms.Form, Act]:
        return form(request.POST or None), lambda said: action(
            by=request.actor, disagreement=row, **more, **said
        )

    return made


def _step(request: Request, opened: Opened, row: Disagreement) -> tuple[forms.Form, Act]:
    kind = queries.kind_of(queries.party(opened, row.party)) if row.party else request.actor.kind
    steps, hints = presenters.move_choices(row, kind)
    form = asking.MoveForm(request.POST or None, steps=steps, hints=hints)
    return form, lambda said: actions.move_on(by=request.actor, disagreement=row, **said)


def _owner(request: Request, opened: Opened, row: Disagreement) -> tuple[forms.Form, Act]:
    people = queries.could_answer(opened, row.section, me=True)
    people = [one for one in people if one.pk not in (row.owner_id, row.created_by_id)]
    form = asking.HandOverForm(request.POST or None, owners=presenters.owners(people))

    def act(said: dict[str, Any]) -> Any:
        to = chosen(people, said.get("to", ""))
        if to is None:
            raise missing(opened)
        return actions.hand_over_disagreement(by=request.actor, disagreement=row, to=to, words=said["words"])

    return form, act


TURNS: dict[str, Callable[..., tuple[forms.Form, Act]]] = {
    "answer": _said(asking.AnswerForm, actions.answer),
    "more": _said(asking.MoreForm, actions.say_more),
    "step": _step,
    "owner": _owner,
    "letter": _said(asking.LetterForm, actions.add_letter),
    "certificate": _said(asking.CertificateForm, actions.add_certificate),
    "settled": _said(asking.SettleForm, actions.settle_disagreement, state="settled"),
    "withdrawn": _said(asking.WithdrawForm, actions.settle_disagreement, state="withdrawn"),
}
