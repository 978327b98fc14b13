"""Who works here: the list, one worker, inviting, changing, ending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unstori.access.actions import workplace
from unstori.access.queries import workplace as at_work
from unstori.access.request import Request
from unstori.access.rules.workplace import ADVISED
from unstori.circle import queries as around
from unstori.circle.actions.working import Left
from unstori.governance import rules
from unstori.governance.actions import confirming as asking
from unstori.governance.actions import invitations, workers
from unstori.governance.forms import ChangeForm, EndForm, FindWorkersForm, GiveForm, InviteForm, ResetForm
from unstori.governance.presenters import workers as said
from unstori.governance.queries import confirming
from unstori.governance.queries import invitations as invited
from unstori.governance.queries import workers as queries
from unstori.ui.trying import pressed, tried

ON_A_PAGE = 25


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Everybody who works here; who was invited by others; who left."""
    by, form = request.actor, FindWorkersForm(request.GET or {"show": "now"})
    asked = form.cleaned_data if form.is_valid() else {"q": "", "show": "now"}
    found = queries.workers(by, words=asked["q"], show=asked["show"] or "now")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    accounts = list(page.object_list)
    theirs = queries.capacities_by_account(by, accounts)
    last = at_work.last_active([each for some in theirs.values() for each in some])
    context = {
        "form": form,
        "page": page,
        "rows": [said.row(each, theirs.get(each.pk, []), last, by) for each in accounts],
        "invited": [said.invitation(each) for each in invited.waiting_at(by)],
        "too_few": at_work.administrators(by) < ADVISED,
        "unconfirmed": confirming.waiting(by).count(),
        "address": f"?{urlencode({'q': asked['q'], 'show': asked['show'] or 'now'})}&",
    }
    return render(request, "governance/workers.html", context)


@login_required
@require_safe
def worker(request: Request, id: UUID) -> HttpResponse:
    """Everything that somebody is here, and what can be done about it."""
    account = queries.worker(request.actor, id)
    theirs = queries.capacities_by_account(request.actor, [account]).get(account.pk, [])
    last = at_work.last_active(theirs)
    context = {
        "account": account,
        "is_me": account.pk == request.actor.user_id,
        "rows": [said.capacity(each, last, request.actor) for each in theirs],
        "works_here": any(said.is_now(each) for each in theirs),
    }
    return render(request, "governance/worker.html", context)


@login_required
def invite(request: Request) -> HttpResponse:
    """By e-mail alone: a link for one address."""
    teams = list(queries.teams(request.actor))
    form = InviteForm(request.POST or None, teams=teams, initial={"kind": "worker", "language": "cy"})
    if request.method == "POST" and form.is_valid():
        place = at_work.organisation_of(request.actor)
        origin = request.build_absolute_uri("/")
        if tried(form, lambda: invitations.invite(
            by=request.actor, organisation=place, origin=origin, **form.place()
        )):  # fmt: skip
            return _invited(request, form.cleaned_data["kind"], form.cleaned_data["email"])
    return render(request, "governance/invite.html", {"form": form})


def _invited(request: Request, kind: str, email: str) -> HttpResponse:
    if rules.takes_two(kind, request.actor):
        messages.success(
            request, _("A second person must confirm it now. They are told, and find it on their page.")
        )
        return redirect("governance:confirming")
    messages.success(request, _("A message goes to %(email)s.") % {"email": email})
    return redirect("governance:workers")


@login_required
@require_POST
def take_back(request: Request, id: UUID) -> HttpResponse:
    """The link stops working."""
    found = invited.invitation_at(request.actor, id)
    done = _("The link does not work any more.")
    pressed(request, lambda: invitations.take_back(by=request.actor, invitation=found), done)
    return redirect("governance:workers")


@login_required
def give(request: Request, id: UUID) -> HttpResponse:
    """Somebody who works here becomes something else too: the two are never mixed."""
    account = queries.worker(request.actor, id)
    form = GiveForm(request.POST or None, teams=list(queries.teams(request.actor)))
    if request.method == "POST" and form.is_valid():
        said_of: dict[str, Any] = {
            "by": request.actor,
            "user": account,
            "organisation": at_work.organisation_of(request.actor),
        }
        if rules.takes_two(form.cleaned_data["kind"], request.actor):
            origin = request.build_absolute_uri("/")
            if tried(form, lambda: asking.ask(origin=origin, **said_of, **form.place())):
                return _invited(request, form.cleaned_data["kind"], account.email)
        elif tried(form, lambda: workplace.give(**said_of, **form.place())):
            messages.success(request, _("Done. They choose as what they are here when they sign in."))
            return redirect("governance:worker", id)
    return render(request, "governance/give.html", {"form": form, "account": account})


@login_required
def change(request: Request, id: UUID) -> HttpResponse:
    """Another team, another role, manager or no longer."""
    held = queries.capacity(request.actor, id)
    form = ChangeForm(request.POST or None, capacity=held, teams=list(queries.teams(request.actor)))
    done: list[Left] = []
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: done.append(workers.change(by=request.actor, capacity=held, **form.place()))
    ):  # fmt: skip
        messages.success(request, " ".join((_("It is changed."), said.left(done[0]))))
        return redirect("governance:worker", held.user_id)
    return render(
        request, "governance/change.html", {"form": form, "capacity": held, "what": said.what(held)}
    )


@login_required
def end(request: Request, id: UUID) -> HttpResponse:
    """They no longer work here: what that moves is said before, and what became of it after."""
    held = queries.capacity(request.actor, id)
    on_duty = around.on_duty_for(held)
    on_duty = on_duty if on_duty and on_duty.pk != held.pk else None
    first = {"because": request.GET.get("because", "left")}
    form = EndForm(request.POST or None, colleagues=queries.colleagues(held), on_duty=on_duty, initial=first)
    done: list[Left] = []
    if request.method == "POST" and form.is_valid() and tried(form, lambda: done.append(workers.end(
        by=request.actor, capacity=held, why=form.cleaned_data["because"], takes=form.colleague()
    ))):  # fmt: skip
        messages.success(request, " ".join((_("It has ended, from this minute."), said.left(done[0]))))
        return redirect("governance:worker", held.user_id)
    owed = said.owed(around.owed_by(held))
    context = {"form": form, "capacity": held, "what": said.what(held), "owed": owed, "on_duty": on_duty}
    return render(request, "governance/end.html", context)


@login_required
@require_POST
def vouch(request: Request, id: UUID) -> HttpResponse:
    """They do work here."""
    held = queries.capacity(request.actor, id)
    done = _("They are one of yours now, and see what is shared with you and their team.")
    pressed(request, lambda: workplace.vouch(by=request.actor, capacity=held), done)
    return redirect("governance:worker", held.user_id)


@login_required
@require_POST
def sign_out(request: Request, id: UUID) -> HttpResponse:
    """A phone or a computer was left somewhere."""
    held = queries.capacity(request.actor, id)
    done = _("They are signed out everywhere.")
    pressed(request, lambda: workplace.sign_out(by=request.actor, capacity=held), done)
    return redirect("governance:worker", held.user_id)


@login_required
def reset(request: Request, id: UUID) -> HttpResponse:
    """They lost what they sign in with."""
    held = queries.capacity(request.actor, id)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers, origin = form.cleaned_data, request.build_absolute_uri(reverse("account_login"))
        if tried(form, lambda: workplace.reset_second_step(
            by=request.actor, capacity=held, why=answers["because"], checked=answers["checked"], origin=origin
        )):  # fmt: skip
            messages.success(
                request,
                _("They choose a new second step when they next sign in. They get an e-mail that says so."),
            )
            return redirect("governance:worker", held.user_id)
    return render(request, "governance/reset.html", {"form": form, "capacity": held})
