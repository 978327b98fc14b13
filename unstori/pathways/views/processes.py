"""What must happen by when, by law: the list of a person, one process as a thread, writing down each step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access.actions import lists
from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.pathways.actions import processes as actions
from unstori.pathways.forms import processes as asking
from unstori.pathways.models import Process, ProcessStep
from unstori.pathways.presenters import elsewhere, process_dues
from unstori.pathways.presenters import processes as telling
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import Running, running
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.processes import Kind, StepKind
from unstori.ui.trying import attempt, tried


def _open(
    request: Request, reference: str, permission: Permission = Permission.SEE, section: str = ""
) -> Opened:
    return open_person(request.actor, reference, permission, section=section, what="process")


@login_required
@require_safe
def index(request: Request, reference: str) -> HttpResponse:
    """Everything that runs by law: what must happen by when, and what can be begun."""
    opened = _open(request, reference)
    rows = [telling.line(running(row)) for row in queries.processes_of(opened)]
    context = {
        "opened": opened, "rows": [row for row in rows if row["is_open"]], "over": [row for row in rows if not row["is_open"]],
        "elsewhere": elsewhere.lines(opened), "offered": telling.offered(opened),
    }  # fmt: skip
    return render(request, "pathways/processes.html", context)


@login_required
@require_safe
def process(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One as a thread: the same page for the family and for whoever must decide."""
    opened = _open(request, reference)
    page = telling.page(opened, running(queries.process(opened, id)))
    return render(request, "pathways/process.html", {"opened": opened, "page": page})


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """For a worker: what they must see to by law, and what advice is asked of them."""
    by = request.actor
    if by.kind != "worker":
        raise Http404
    owed, asks, team = queries.owed_to(by), queries.advice_asked(by), queries.late_in_team(by)
    people = {one.row.person_id for one in (*owed, *team) if one.seen} | {
        each.row.person_id for each, _step, _due in asks
    }
    lists.shown(by=by, what="processes", people=list(people))
    context = {
        "owed": [telling.line(one.running, name=one.row.person.called) for one in owed],
        "advice": [telling.advice_line(each, step, due) for each, step, due in asks],
        "team": [telling.team_line(one) for one in team],
    }  # fmt: skip
    return render(request, "pathways/processes_mine.html", context)


@login_required
def begin(request: Request, reference: str, kind: str) -> HttpResponse:
    """Its first step, on its day, and who must decide. `?after=` names what it follows."""
    opened = _open(request, reference)
    found = next((each for each in queries.kinds_for(opened) if each.id == kind), None)
    if found is None:
        raise queries.missing(opened)
    before = _before(opened, request.GET.get("after", ""))
    bodies = queries.bodies(opened, found)
    form = asking.BeginProcessForm(
        request.POST or None, first=found.first, label=found.first.name, bodies=telling.bodies(bodies),
        initial=_initial(before, found, bodies),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["body"] = next((each for each in bodies if str(each.pk) == said.get("body")), None)
        act = lambda: actions.begin_process(  # noqa: E731
            by=request.actor, person=opened.person, kind=found.id, follows=before, **said
        )
        if made := attempt(form, act):
            return redirect("pathways:process", reference, made.pk)
    context = {
        "opened": opened, "form": form, "title": found.name, "help": found.about, "save": _("Show what must happen by when"),
        "back": reverse("pathways:processes", args=[reference]),
        "note": _("Each day is counted by the law, and everybody who sees this part of the story reads the same days."),
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)


def _before(opened: Opened, id: str) -> Process | None:
    try:
        return queries.process(opened, UUID(id)) if id else None
    except ValueError:
        raise queries.missing(opened) from None


def _initial(before: Process | None, kind: Kind, bodies: list[Any]) -> dict[str, Any]:
    """A plan that was given begins the time of its review."""
    if before is None:
        return {"on": clock.today()} if not kind.first.coming else {}
    last = running(before).said[-1]
    body = (
        str(before.body_id)
        if before.body_id in {one.pk for one in bodies}
        else asking.ELSEWHERE
        if before.body_name
        else ""
    )
    initial: dict[str, Any] = {"on": min(last.on, clock.today()), "body_name": before.body_name}
    return initial | ({"body": body} if body else {})


@login_required
def say(request: Request, reference: str, id: UUID, step: str, of: UUID | None = None) -> HttpResponse:
    """One thing that happened; with `of`, what it answers."""
    opened, now = held(request, reference, id)
    kind = now.kind.step(step)
    answers = now.rows.get(of) if of else None
    answering = kind is not None and kind.kind in (rules.GIVEN, rules.KEPT)
    mine = queries.hands(opened, now.row, now.kind)
    how = mine.how(kind, answers) if kind else ""
    if kind is None or not how or not rules.is_reached(kind, now.said) or answering != (answers is not None):
        raise queries.missing(opened)
    people = mine.around if kind.kind == rules.ASK else []
    form = asking.StepForm(
        request.POST or None, step=kind, how=how, answers=telling.answers(kind), people=telling.people(people),
        topics=telling.topics(now.kind), parties=telling.parties(now.kind),
    )  # fmt: skip

    def act(said: dict[str, Any]) -> object:
        adviser = next((one for one in people if str(one.pk) == said.get("adviser")), None)
        return actions.record_step(
            by=request.actor, process=now.row, step=step, of=of, **{**said, "adviser": adviser}
        )

    note = _asked_about(now, answers) if answers else _what_it_means(kind, how)
    return asked(request, opened, now.row, form, act, str(kind.name), _("Save"), note)


def _asked_about(now: Running, row: ProcessStep) -> str:
    said = process_dues.topic_of(now, row.topic) if row.topic else ""
    return ". ".join(str(part) for part in (said, row.words) if part)


def _what_it_means(step: StepKind, how: str) -> str:
    if how == rules.TOLD:
        return _("Nobody of them is here. Write down what they said or wrote, and who.")
    return (
        _("A no comes with reasons. The family’s rights and their days are shown with it.")
        if any(a.is_no for a in step.answers)
        else ""
    )


@login_required
def correct(request: Request, reference: str, id: UUID, step: UUID) -> HttpResponse:
    """What was written stays; a newer line takes its place."""
    opened, now = held(request, reference, id)
    row = next((each for each in now.rows.values() if each.pk == step), None)
    kind = now.kind.step(row.step) if row else None
    own = row is not None and row.created_by_id == request.actor.capacity_id
    if (
        row is None
        or kind is None
        or not (own or queries.hands(opened, now.row, now.kind).how(kind, row) == rules.OWN)
    ):
        raise queries.missing(opened)
    initial = {"on": row.happened_on, "words": row.words, "answer": row.answer}
    form = asking.CorrectForm(
        request.POST or None,
        answers=telling.answers(kind),
        is_first=row.step == now.kind.first.id,
        initial=initial,
    )
    act = lambda said: actions.correct_step(by=request.actor, step=row, **said)  # noqa: E731
    note = _("What stood here before can still be read.")
    return asked(
        request, opened, now.row, form, act, _("Put right: %(what)s") % {"what": kind.name}, _("Save"), note
    )


def held(request: Request, reference: str, id: UUID) -> tuple[Opened, Running]:
    """For who may add to it, while it is open."""
    opened = _open(request, reference)
    row = queries.process(opened, id)
    if not opened.may(Permission.ADD, row.section) or not row.is_open:
        raise queries.missing(opened)
    return opened, running(row)


def asked(
    request: Request, opened: Opened, row: Process, form: forms.Form, act: Callable[[dict[str, Any]], object],
    title: str, save: str, note: str = "",
) -> HttpResponse:  # fmt: skip
    """The plain page of one form, and back to the process."""
    reference = opened.person.reference
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("pathways:process", reference, row.pk)
    context = {
        "opened": opened, "form": form, "title": title, "save": save, "note": note,
        "back": reverse("pathways:process", args=[reference, row.pk]),
    }  # fmt: skip
    return render(request, "ui/one_form.html", context)
