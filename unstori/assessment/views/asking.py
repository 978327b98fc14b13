"""Asking, taking on, finishing, ending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.request import Request
from unstori.assessment import actions, catalogue, presenters, queries, rules
from unstori.assessment.catalogue import Kind
from unstori.assessment.forms import AskForm, BeginForm, EndForm, FinishForm
from unstori.assessment.models import Assessment
from unstori.assessment.views.opening import open_here, open_one, open_to_work, page
from unstori.circle.models import Member
from unstori.circle.queries import circle_of, member_as
from unstori.core import clock
from unstori.ui.trying import attempt, tried


@login_required
def ask(request: Request, reference: str) -> HttpResponse:
    """Anybody around the person asks; with `again`, from where an earlier one stands."""
    opened = open_here(request, reference)
    before = _again(request, opened)
    kinds = _may_ask(opened)
    if not kinds:
        raise queries.missing(opened)
    begun = {
        "kind": _like(kinds, before) or request.GET.get("kind", ""),
        "carer": _carer_again(opened, before),
    }
    form = AskForm(
        request.POST or None, kinds=kinds, carers=_carers(opened), for_others=opened.actor.is_professional,
        initial={"asked_on": clock.today(), **begun},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.ask(by=request.actor, **_asked(opened, form, before)))
        if made:
            messages.success(request, _("It is asked for. Here you see who holds it and what comes next."))
            return redirect("assessment:assessment", reference, made.pk)
    back = reverse("assessment:index", args=[reference])
    differs = presenters.asked_differently(before, kinds) if before else []
    return page(request, "ask", opened, form, back=back, again=before, differs=differs, kinds=kinds)


def _again(request: Request, opened: Opened) -> Assessment | None:
    id = request.GET.get("again", "")
    return next((row for row in queries.assessments(opened) if str(row.pk) == id), None) if id else None


def _may_ask(opened: Opened) -> list[Kind]:
    """Of those that there are here: for the person by who sees that section, for carers by family and workers."""
    person = opened.person
    return [
        kind
        for kind in catalogue.kinds(person.jurisdiction, person.born_on)
        if rules.can_ask(opened.actor.kind)
        and (opened.actor.kind in ("family", "worker") if kind.is_carers else kind.section in opened.sections)
    ]


def _carers(opened: Opened) -> list[Member]:
    family = (Member.Kind.FAMILY, Member.Kind.FRIEND, Member.Kind.FOSTER_CARER)
    return [member for member in circle_of(opened) if member.kind in family]


def _carer_again(opened: Opened, before: Assessment | None) -> str:
    named = before.carer_name if before else ""
    return next((str(member.pk) for member in _carers(opened) if member.name == named), "") if named else ""


def _like(kinds: list[Kind], before: Assessment | None) -> str:
    """Of the same family as the one before, as this country has it."""
    if before is None:
        return ""
    family = catalogue.kind(before.kind, before.kind_version).family
    return next((kind.id for kind in kinds if kind.family == family), "")


def _asked(opened: Opened, form: AskForm, before: Assessment | None) -> dict[str, Any]:
    """Family ask for themselves; a worker for the carer whom they name."""
    data, by = form.cleaned_data, opened.actor
    said = {"person": opened.person, "kind": data["kind"], "why": data["why"], "follows": before}
    said |= {"asked_by": data.get("asked_by", ""), "asked_on": data.get("asked_on")}
    if not catalogue.newest(data["kind"]).is_carers:
        return said
    member = data.get("carer") if by.is_professional else member_as(opened.person, by)
    name = member.name if member else ("" if by.is_professional else by.user_name)
    own = None if by.is_professional else queries.capacity_of(by)
    return {**said, "carer": member.capacity if member else own, "carer_name": name}


@login_required
def begin(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, found, kind = open_to_work(request, reference, id)
    form = BeginForm(request.POST or None, initial={"ready_on": found.ready_on or found.due_on})
    back = reverse("assessment:assessment", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ready_on"]
        if attempt(form, lambda: actions.begin(by=request.actor, assessment=found, ready_on=day)):
            messages.success(request, _("You hold this now. The family sees your name and the day."))
            return redirect(back)
    said = {"title": _("Take this on"), "save": _("I take this on"), "help": kind.clock_says}
    return page(request, "form", opened, form, back=back, **said)


@login_required
def finish(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened, found, _kind = open_to_work(request, reference, id)
    posted = request.POST if request.method == "POST" else None
    form, back = FinishForm(posted), reverse("assessment:assessment", args=[reference, id])
    if form.is_valid() and tried(form, lambda: actions.finish(by=request.actor, assessment=found)):
        messages.success(request, _("It is finished. The family sees what was decided, test by test."))
        return redirect(back)
    help = _(
        "After this nothing more is added. What was decided can be decided anew, and both stay to be seen."
    )
    return page(request, "form", opened, form, back=back, title=_("Finish this"), save=_("Finish"), help=help)


@login_required
def end(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Taken back by who asked, or ended undecided by a worker."""
    opened, found, _kind = open_one(request, reference, id)
    mine = queries.takes_back(opened, found)
    if not mine:
        open_to_work(request, reference, id)
    form = EndForm(request.POST or None, owners=queries.could_see_to(opened, found.section), takes_back=mine)
    back = reverse("assessment:assessment", args=[reference, id])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        said = (data.get("instead", ""), data.get("next_owner"), data.get("next_on"))
        step = actions.NextStep(*said)
        if attempt(form, lambda: actions.end(by=request.actor, assessment=found, why=data["why"], step=step)):
            messages.success(request, _("It is ended. Anybody can ask again at any time."))
            return redirect(back)
    title = _("Take it back") if mine else _("End without a decision")
    return page(request, "form", opened, form, back=back, title=title, save=title, help="")
