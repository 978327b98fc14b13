"""Requests about data as a guided job: taken in, known who asks, worked on, answered, logged."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unstori.access.actions import holds
from unstori.access.models import Section
from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.core import clock
from unstori.governance.actions import looking
from unstori.governance.actions import requests as actions
from unstori.governance.forms import requests as ask
from unstori.governance.models import DataRequest
from unstori.governance.presenters import requests as said
from unstori.governance.queries import copies, desk
from unstori.governance.queries import requests as queries
from unstori.governance.views.asked import as_copy
from unstori.ui.trying import tried

PAGE = 25
Made = tuple[forms.Form, Callable[[dict[str, Any]], Any]]


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What runs, the soonest due first; what is over, the newest first."""
    by = request.actor
    running = list(queries.running(by))
    page = Paginator(queries.over(by), PAGE).get_page(request.GET.get("page"))
    late = sum(1 for row in running if row.due_on < clock.today())
    context = {"running": said.lines(running), "over": said.lines(page), "page": page,
               "sentence": said.running_said(late, len(running)), "alone": queries.needs_another(by)}  # fmt: skip
    return render(request, "governance/requests.html", context)


@login_required
def write_down(request: Request, reference: str) -> HttpResponse:
    """A letter, a call or a visit becomes a request with a clock."""
    by, made = request.actor, list[DataRequest]()
    person = holds.answered_for(by=by, reference=reference)
    known = {str(each.pk): each for each in queries.family_named(person)}
    askers = [(pk, label_of(each)) for pk, each in known.items()]
    form = ask.WriteDownForm(request.POST or None, askers=askers, kinds=said.words_of(queries.law()["kind"]))
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        who = answers.pop("asker")
        asker = known.get(who)
        answers["asker_name"] = (
            asker.user.name if asker else person.called if who == "person" else answers["asker_name"]
        )
        answers |= {"asker": asker, "asker_is_self": who == "person" or bool(asker and asker.kind == "self")}
        if tried(form, lambda: made.append(actions.write_down(by=by, reference=reference, **answers))):
            messages.success(request, _("Written down. The month runs."))
            return redirect("governance:request", made[0].pk)
    return render(request, "governance/request_new.html", {"form": form, "person": person})


@login_required
@require_safe
def one(request: Request, id: UUID) -> HttpResponse:
    """One request: what is asked, by when, what is done and what is still to do."""
    row = queries.one_answered_for(request.actor, id)
    about = queries.entry_about(row) if row.state == "open" and row.identity else None
    context = {
        "row": row, "line": said.line(row, ""), "tasks": said.job(row), "steps": said.steps(row, to_asker=False),
        "about": said.others_row(about, None) if about else None, "person": row.person, "complain": said.complain(),
        "prints": row.state != "open" and desk.copy_opens(row),
    }  # fmt: skip
    if about:
        looking.look(by=request.actor, request=row)
    return render(request, "governance/request.html", context)


@login_required
@never_cache
def step(request: Request, id: UUID, step: str) -> HttpResponse:
    """One step of the job: its own page, its own question."""
    row = queries.one_answered_for(request.actor, id)
    if row.state != "open" or step not in STEPS:
        raise Http404
    if step in ("others", "preview", "harm") and (row.kind != "copy" or not row.identity):
        messages.error(request, _("First write down how you know who asks."))
        return redirect("governance:request", id)
    if step == "preview":
        return copy(request, id, "page")
    form, act = STEPS[step](request, row)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("Kept."))
        if step in ("others", "harm"):  # there may be more of them
            return redirect("governance:request_step", id, step)
        return redirect("governance:request", id)
    context = {
        "row": row,
        "form": form,
        "step": step,
        "line": said.line(row, ""),
        "person": row.person,
        **_beside(request, row, step, form),
    }
    return render(request, "governance/request_step.html", context)


def _beside(request: Request, row: DataRequest, step: str, form: forms.Form) -> dict[str, Any]:
    """What one must see to answer: rows that speak of others, or parts that stay out."""
    if step not in ("others", "harm"):
        return {}
    chosen = queries.newest_choices(row)
    if step == "harm":
        return {"out": said.parts_out(chosen.values())}
    looking.look(by=request.actor, request=row)
    posted = form["row"].value() if form.is_bound else None
    rows = []
    for one in copies.of_others(row):
        # What was typed and not taken stands where it was typed.
        own = form if posted == str(one.pk) else ask.ChoiceForm(initial={"row": one.pk})
        own.auto_id = f"id_%s_{one.pk}"
        rows.append((said.others_row(one, chosen.get(one.pk)), own))
    return {"rows": rows}


@login_required
@never_cache
def copy(request: Request, id: UUID, form: str) -> HttpResponse:
    """The copy as it would leave, to read before it is handed over, or to print for who has no account."""
    row = queries.one_answered_for(request.actor, id)
    if not desk.copy_opens(row):
        raise Http404
    looking.look(by=request.actor, request=row, what="export")
    return as_copy(request, row, form, {"lead": True})


def _identity(request: Request, row: DataRequest) -> Made:
    ways = [
        one
        for one in said.words_of(queries.law()["identity"])
        if one[0] != "signed_in" or row.came_by == "account"
    ]
    form = ask.ConfirmForm(request.POST or None, ways=ways, initial={"identity": row.identity})
    return form, lambda answers: actions.confirm(by=request.actor, request=row, **answers)


def _extend(request: Request, row: DataRequest) -> Made:
    return ask.ExtendForm(request.POST or None), lambda answers: actions.extend(
        by=request.actor, request=row, **answers
    )


def _hand(request: Request, row: DataRequest) -> Made:
    form = ask.HandForm(request.POST or None, people=queries.could_answer(row))
    return form, lambda answers: actions.hand(
        by=request.actor, request=row, owner=queries.capacity(answers["owner"])
    )


def _others(request: Request, row: DataRequest) -> Made:
    def act(answers: dict[str, Any]) -> Any:
        said_ = {"row_id": answers["row"], "give": answers["give"], "why": answers["why"]}
        return actions.choose(by=request.actor, request=row, **said_)

    return ask.ChoiceForm(request.POST or None), act


def _harm(request: Request, row: DataRequest) -> Made:
    parts = [(part, str(Section(part).label)) for part in copies.parts_in(row)]
    form = ask.PartForm(request.POST or None, parts=parts)
    return form, lambda answers: actions.choose(by=request.actor, request=row, **answers)


def _release(request: Request, row: DataRequest) -> Made:
    return ask.ReleaseForm(request.POST or None), lambda answers: actions.release(
        by=request.actor, request=row, **answers
    )


def _answer(request: Request, row: DataRequest) -> Made:
    states = dict(DataRequest.State.choices)
    answers = [(one, states[one]) for one in queries.answers_to(row.kind)]
    form = ask.AnswerForm(
        request.POST or None, answers=answers, grounds=said.words_of(queries.grounds(row.kind))
    )
    return form, lambda answers: actions.answer(by=request.actor, request=row, **answers)


STEPS: dict[str, Callable[[Request, DataRequest], Made]] = {
    "identity": _identity, "extend": _extend, "hand": _hand, "others": _others, "harm": _harm,
    "release": _release, "answer": _answer, "preview": _release,
}  # fmt: skip
