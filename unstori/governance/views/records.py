"""How long things are kept; legal holds; erasing somebody for good."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.access import queries as access
from unstori.access.actions import erasing as forgetting
from unstori.access.actions import holds, withholding
from unstori.access.queries.forgetting import retention
from unstori.access.queries.own import has_own_here
from unstori.access.request import Request
from unstori.core.errors import RuleBroken
from unstori.governance.actions import erasing as actions
from unstori.governance.forms import DecideForm, EraseForm, HoldForm, LiftForm, RecordForm, TakeBackForm
from unstori.governance.models import Erasure
from unstori.governance.presenters import records as said
from unstori.governance.queries import records as queries
from unstori.governance.views.saying import only_who_runs_it
from unstori.ui.trying import tried


@login_required
@require_safe
def keeping(request: Request) -> HttpResponse:
    """The rules, as the system goes by them."""
    only_who_runs_it(request.actor)
    rules = [said.rule(key, held) for key, held in retention().items()]
    return render(request, "governance/keeping.html", {"rules": rules})


@login_required
def index(request: Request) -> HttpResponse:
    """What is held, what waits to be erased, and the way to one record."""
    by = request.actor
    queries.check_governs(by)
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = withholding.look_up(by=by, reason=form.cleaned_data["reason"], **form.identifiers())
            if person:
                return redirect("governance:record", person.reference)
            form.add_error(None, _("Nobody was found by exactly these details. Check each of them."))
        except RuleBroken as broken:
            form.add_error(None, _(broken.reason))
    held = list(queries.holds(by))
    who = access.capacities_named({each.created_by for each in held})
    context = {
        "form": form,
        "holds": [said.hold(each, who) for each in held],
        "erasures": queries.erasures(by),
        "own": has_own_here(by),
    }
    return render(request, "governance/records.html", context)


@login_required
def record(request: Request, reference: str) -> HttpResponse:
    """What stands in the way of erasing it; a hold is lifted here."""
    by = request.actor
    person = holds.answered_for(by=by, reference=reference)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        holds.lift(by=by, reference=reference, reason=answers["reason"], hold_id=answers["hold"])
        messages.success(request, _("The hold is lifted."))
        return redirect("governance:record", reference)
    held = list(queries.holds_on(person))
    who = access.capacities_named({each.created_by for each in held})
    rows = [
        (said.hold(each, who), LiftForm(initial={"hold": each.pk}, auto_id=f"id_%s_{each.pk}"))
        for each in held
    ]
    context = {"person": person, "rows": rows, "erasure": queries.open_erasure(person)}
    return render(request, "governance/record.html", context)


@login_required
def hold(request: Request, reference: str) -> HttpResponse:
    """While it stands nothing of the record is erased."""
    person = holds.answered_for(by=request.actor, reference=reference)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: holds.place(by=request.actor, reference=reference, reason=form.cleaned_data["reason"])
    ):  # fmt: skip
        messages.success(request, _("Nothing of this record is erased until the hold is lifted."))
        return redirect("governance:record", person.reference)
    return render(request, "governance/hold.html", {"form": form, "person": person})


@login_required
def erase(request: Request, reference: str) -> HttpResponse:
    """What goes and what stays, before anything is asked for."""
    by, made = request.actor, list[Erasure]()
    person = holds.answered_for(by=by, reference=reference)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: made.append(actions.ask(by=by, reference=reference, **form.cleaned_data))
    ):  # fmt: skip
        waits = queries.others_who_govern(by)
        messages.success(request, _("Another of information governance must agree now. They find it on their page.")
                         if waits else _("It will be erased within minutes. It cannot be undone."))  # fmt: skip
        return redirect("governance:records")
    context = {
        "form": form,
        "person": person,
        "goes": said.goes(forgetting.look(by=by, reference=reference)),
        "held": queries.holds_on(person).exists(),
        "waits": queries.open_erasure(person),
        "two": queries.others_who_govern(by),
    }
    return render(request, "governance/erase.html", context)


@login_required
def decide(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Another agrees, or not; whoever asked can take it back."""
    by = request.actor
    person = holds.answered_for(by=by, reference=reference)
    asked = queries.erasure(person, id)
    own = asked.created_by.user_id == by.user_id
    form = (TakeBackForm if own else DecideForm)(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: _answer(request, asked, form.cleaned_data))
    ):
        messages.success(request, _("Your answer is kept."))
        return redirect("governance:records")
    goes = said.goes(forgetting.look(by=by, reference=reference))
    context = {"form": form, "person": person, "asked": asked, "own": own, "goes": goes}
    return render(request, "governance/erase_decide.html", context)


def _answer(request: Request, asked: Erasure, said_: dict[str, str]) -> None:
    if said_.get("answer") == "agree":
        actions.agree(by=request.actor, erasure=asked, typed=said_["typed"])
    else:
        actions.refuse(by=request.actor, erasure=asked, why=said_["why"])
