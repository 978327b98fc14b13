"""Who can see what, and why; asking, giving and stopping; who has looked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import actions, presenters, queries, rules
from unstori.circle.forms import AbilityForm, AnswerForm, BestInterestsForm, DutyForm, ShareForm
from unstori.circle.models import Member
from unstori.circle.queries import protocols
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.ui.trying import tried

ANSWERS = {
    "give": actions.give, "refuse": actions.refuse, "withdraw": actions.withdraw, "dispute": actions.dispute,
    "invalidate": actions.invalidate,
}  # fmt: skip
LOOKED_SINCE = timedelta(days=90)


@login_required
def who_can_see(request: Request, reference: str) -> HttpResponse:
    """Who, which sections, why, until when; stop sharing bites at once."""
    opened = open_person(request.actor, reference, what="circle.who_can_see")
    shares = presenters.sharing_cards(queries.shares_of(opened), opened)
    decisions = queries.decisions_of(opened)

    def lines(*states: str) -> list[dict[str, Any]]:
        chosen = [row for row in decisions if row.newest.state in states]
        return [presenters.decision_line(row, reference) for row in chosen]

    context = {
        "opened": opened,
        "shares": shares,
        "asked": lines("asked"),
        "over": lines("refused", "withdrawn", "invalidated", "expired"),
        "decides": queries.deciding_as(opened) is not None,
        "protects": queries.standing_of(opened).protects,
        "is_self": opened.is_self,
    }
    return render(request, "circle/who_can_see.html", context)


def _holders(opened: Opened) -> list[tuple[str, str]]:
    """Whom something can be shared with: of the circle, then teams, then organisations."""
    decides = queries.deciding_as(opened) is not None
    people = [
        (f"member:{one.pk}", one.said)
        for one in queries.circle_of(opened)
        if not decides or one.capacity_id != opened.actor.capacity_id
    ]
    teams = [(f"team:{team.pk}", presenters.team_said(team)) for team in directory.teams()]
    return (
        people
        + teams
        + [
            (f"organisation:{place.pk}", presenters.organisation_said(place))
            for place in queries.organisations_with_workers()
        ]
    )


def _holder(opened: Opened, said: str) -> Any:
    kind, _colon, id = said.partition(":")
    if kind == "team":
        return directory.team(id)
    return queries.member(opened, UUID(id)) if kind == "member" else queries.organisation(id)


def _agreements(opened: Opened) -> list[tuple[str, str]]:
    """The protocols of the register that a worker may name."""
    return [(one.reference, f"{one.name} ({one.reference})") for one in protocols.offered(opened)]


def _said(opened: Opened, form: ShareForm) -> dict[str, Any]:
    """The action's words from the form's. A day that was named counts to its end."""
    data = form.cleaned_data
    until, holder = data["until"], _holder(opened, data["holder"])
    return {
        "holder": holder,
        "protocol": protocols.named(opened, holder, data["sections"], data.get("protocol", "")),
        "sections": data["sections"],
        "permission": Permission(int(data["permission"])),
        "purpose": data["purpose"],
        "valid_until": clock.midnight(until + timedelta(days=1)) if until else None,
    }


@login_required
def share(request: Request, reference: str) -> HttpResponse:
    """Who decides, shares; everybody else asks."""
    opened = open_person(request.actor, reference, what="circle.share")
    decides = queries.deciding_as(opened) is not None
    first = {"holder": f"member:{request.GET['member']}"} if request.GET.get("member") else None
    form = ShareForm(
        request.POST or None, holders=_holders(opened), protocols=_agreements(opened), initial=first
    )
    if request.method == "POST" and form.is_valid():
        act = actions.share if decides else actions.ask
        if tried(form, lambda: act(by=request.actor, person=opened.person, **_said(opened, form))):
            messages.success(request, _("Shared.") if decides else _("Asked. Whoever decides will see it."))
            return redirect("circle:who_can_see", reference)
    return render(request, "circle/share.html", {"opened": opened, "form": form, "decides": decides})


@login_required
def share_by_duty(request: Request, reference: str) -> HttpResponse:
    """Share without asking, to keep somebody safe."""
    opened = open_person(
        request.actor, reference, Permission.ADD, section=rules.SAFEGUARDING, what="circle.share_by_duty"
    )
    if not queries.standing_of(opened).protects:
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    form = DutyForm(request.POST or None, holders=_holders(opened), protocols=_agreements(opened))
    if request.method == "POST" and form.is_valid():
        more = {key: form.cleaned_data[key] for key in ("why", "family_told", "not_told_why")}
        if tried(
            form,
            lambda: actions.share_by_duty(
                by=request.actor, person=opened.person, **_said(opened, form), **more
            ),
        ):
            messages.success(request, _("Shared, and written down why."))
            return redirect("circle:who_can_see", reference)
    return render(request, "circle/share_by_duty.html", {"opened": opened, "form": form})


@login_required
def sharing(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One decision: what, why, how it came to this, and what can be done now."""
    opened = open_person(request.actor, reference, what="circle.sharing")
    decision = queries.decision(opened, id)
    return _sharing_page(request, opened, decision, AnswerForm())


def _sharing_page(request: Request, opened: Opened, decision: Any, form: AnswerForm) -> HttpResponse:
    state = decision.newest.state
    context = {
        "opened": opened,
        "decision": decision,
        "line": presenters.decision_line(decision, opened.person.reference),
        "states": presenters.states_said(decision),
        "protocol": protocols.protocol(decision.protocol),
        "answers": {name for name in queries.answers_open(opened, decision)},
        "in_force": state in rules.IN_FORCE,
        "may_assess": queries.standing_of(opened).is_professional and state == "asked",
        "abilities": decision.abilities.all(),
        "decided_for": decision.best_interests.all(),
        "form": form,
    }
    return render(request, "circle/sharing.html", context)


@login_required
@require_POST
def answer(request: Request, reference: str, id: UUID, how: str) -> HttpResponse:
    """Give, refuse, stop, dispute, or say that it was never valid."""
    opened = open_person(request.actor, reference, what="circle.sharing")
    decision = queries.decision(opened, id)
    form = AnswerForm(request.POST)
    form.fields["why"].required = how in ("dispute", "invalidate")
    if how not in ANSWERS:
        raise NotFound(reference=reference, permission=Permission.SEE, person_id=opened.person.pk)
    if form.is_valid() and tried(
        form, lambda: ANSWERS[how](by=request.actor, decision=decision, why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Done. It holds from now.") if how != "dispute" else _("Written down."))
        own = decision.with_member and decision.with_member.capacity_id == request.actor.capacity_id
        return redirect("/") if own else redirect("circle:who_can_see", reference)
    return _sharing_page(request, opened, decision, form)


@login_required
def ability(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Whether the person can make this one decision."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="circle.ability")
    decision = queries.decision(opened, id)
    if not queries.standing_of(opened).is_professional:
        raise NotFound(reference=reference, permission=Permission.ADD, person_id=opened.person.pk)
    form = AbilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, "sharing": decision, **form.cleaned_data}
        if tried(form, lambda: actions.record_ability(by=request.actor, **said)):
            messages.success(request, _("Written down."))
            return redirect("circle:sharing", reference, id)
    line = presenters.decision_line(decision, reference)
    return render(request, "circle/ability.html", {"opened": opened, "form": form, "line": line})


@login_required
def best_interests(request: Request, reference: str, id: UUID) -> HttpResponse:
    """A decision for somebody who cannot make it: its own page, because it is never one press."""
    opened = open_person(request.actor, reference, what="circle.best_interests")
    decision = queries.decision(opened, id)
    if "decide_for" not in queries.answers_open(opened, decision):
        raise NotFound(reference=reference, permission=Permission.DECIDE, person_id=opened.person.pk)
    form = BestInterestsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"decision": decision, **form.cleaned_data}
        if tried(form, lambda: actions.decide_for(by=request.actor, **said)):
            messages.success(request, _("Done. It holds from now."))
            return redirect("circle:sharing", reference, id)
    context = {
        "opened": opened,
        "form": form,
        "decision": decision,
        "ability": queries.newest_ability(decision),
        "line": presenters.decision_line(decision, reference),
    }
    return render(request, "circle/best_interests.html", context)


@login_required
def who_looked(request: Request, reference: str) -> HttpResponse:
    """Who, when, which page, in which capacity; what was opened without asking is marked."""
    opened = open_person(request.actor, reference, what="circle.who_looked")
    found = queries.looks_of(opened, clock.now() - LOOKED_SINCE)
    return render(request, "circle/who_looked.html", {"opened": opened, "looks": presenters.looks(found)})


def takers(opened: Opened) -> list[tuple[str, str]]:
    """Members who can sign in, for opening something private to one of them."""
    members: list[Member] = [one for one in queries.circle_of(opened) if one.capacity_id]
    return [(str(one.pk), one.said) for one in members]
