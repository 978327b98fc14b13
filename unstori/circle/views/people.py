"""Who is around the person: the picture, the list, each member, joining and leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import actions, presenters, queries, rules
from unstori.circle.forms import LeaveForm, LegalStatusForm, MemberForm
from unstori.circle.models import Member
from unstori.circle.wording import not_shared
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.core.words import capital
from unstori.directory.wording import away_said
from unstori.people.who import is_role, role_said
from unstori.ui.trying import attempt, pressed, tried


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    """The circle as a picture and as a list; the key worker, or plainly nobody."""
    opened = open_person(request.actor, reference, what="circle")
    members = list(queries.circle_of(opened))
    context = {
        "opened": opened,
        "rings": presenters.rings(members, reference),
        "picture": [presenters.member_line(member, reference) for member in members],
        "key_worker": next((presenters.member_line(m, reference) for m in members if m.is_key_worker), None),
        "i_am_key_worker": any(
            m.is_key_worker and m.capacity_id == request.actor.capacity_id for m in members
        ),
        "away": [
            away_said(a) for a in queries.away_around(opened, (m.capacity_id for m in members)).values()
        ],
        "legal": presenters.legal_said(queries.legal_statuses_of(opened)),
        "past": [presenters.member_line(member, reference) for member in queries.past_of(opened)],
        "may_add": opened.may(Permission.ADD, "about_me"),
        "may_invite": queries.may_invite_person(opened),
        "may_legal": opened.actor.is_professional and opened.may(Permission.ADD, "care"),
        "calls": queries.calls_to_take(opened),
        "reaching": presenters.reaching_said(queries.safe_contacts(opened)),
        "may_say_how": rules.can_say_how_to_reach(queries.standing_of(opened)),
    }
    return render(request, "circle/index.html", context)


@login_required
def member(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One of the circle: what they are, what they may see and why."""
    opened = open_person(request.actor, reference, what="circle.member")
    found = queries.member(opened, id)
    shares = [share for share in queries.shares_of(opened) if share.holder == found.capacity]
    context = {
        "opened": opened,
        "member": found,
        "line": presenters.member_line(found, reference),
        "shares": [presenters.share_line(share, opened) for share in shares],
        "may_change": opened.may(Permission.ADD, found.section),
        "may_invite": found.capacity_id is None and rules.can_invite_kind(found.kind, by=request.actor.kind),
        "is_there": rules.is_there(found.ends_on, clock.today()),
        "away": [away_said(a) for a in queries.away_around(opened, [found.capacity_id]).values()],
        "own": found.capacity_id == request.actor.capacity_id,
        "decides": queries.deciding_as(opened) is not None,
    }
    return render(request, "circle/member.html", context)


def _form(opened: Opened, *args: Any, **kwargs: Any) -> MemberForm:
    decides = queries.deciding_as(opened) is not None
    may = rules.can_record_authority(queries.standing_of(opened), decides=decides, is_system=False)
    places = [(str(place.pk), str(place.name)) for place in queries.organisations()]
    sections = opened.may_add_to
    return MemberForm(*args, organisations=places, sections=sections, authority=may, **kwargs)


def _fields(form: MemberForm) -> dict[str, Any]:
    said = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    said["organisation"] = queries.organisation(said.get("organisation"))
    return {**said, "closeness": int(said["closeness"])}


@login_required
def add(request: Request, reference: str) -> HttpResponse:
    """Put somebody in the circle."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="circle.add")
    form = _form(opened, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: actions.add_member(by=request.actor, person=opened.person, **_fields(form))
        )
        if made:
            messages.success(
                request, _("%(name)s is in the circle. They see nothing yet.") % {"name": made.name}
            )
            return redirect("circle:member", reference, made.pk)
    return render(request, "circle/add.html", {"opened": opened, "form": form})


@login_required
def change(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Correct what is known of somebody; a clash is shown side by side."""
    opened = open_person(request.actor, reference, Permission.ADD, what="circle.change")
    found = queries.member(opened, id)
    held = {
        name: getattr(found, name) for name in (*actions.members.CHANGEABLE, "kind", "section", "version")
    }
    held["organisation"] = str(found.organisation_id or "")
    held["relation"] = capital(role_said(found.relation)) if is_role(found.relation) else found.relation
    form = _form(opened, request.POST or None, initial=held)
    for name in ("kind", "section"):
        del form.fields[name]
    clash: Clash | None = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            if tried(
                form,
                lambda: actions.change_member(
                    by=request.actor, member=found, version=version, **_fields(form)
                ),
            ):
                messages.success(request, _("Changed."))
                return redirect("circle:member", reference, id)
        except Clash as other:
            clash = other
            form.data = {**request.POST.dict(), "version": str(other.version)}
    context = {"opened": opened, "form": form, "member": found, "clash": clash}
    return render(request, "circle/change.html", context)


@login_required
@require_POST
def key_worker(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Make somebody the one key worker, or, if they are it, nobody."""
    opened = open_person(
        request.actor, reference, Permission.ADD, section="about_me", what="circle.key_worker"
    )
    found = queries.member(opened, id)
    chosen = None if found.is_key_worker else found
    said = _("%(name)s is key worker now.") if chosen else _("%(name)s is not key worker any more.")
    done = pressed(
        request,
        lambda: actions.set_key_worker(by=request.actor, person=opened.person, member=chosen),
        said % {"name": found.name},
    )
    return redirect("circle:index", reference) if done else redirect("circle:member", reference, id)


@login_required
def handover(request: Request, reference: str, id: UUID) -> HttpResponse:
    """What one owes the person, and to whom it goes."""
    opened = open_person(request.actor, reference, Permission.ADD, what="circle.handover")
    found = queries.member(opened, id)
    form = LeaveForm(request.POST or None, members=_takers(opened, found))
    if request.method == "POST" and form.is_valid() and _names_a_taker(form):
        to, why = queries.member(opened, UUID(form.cleaned_data["to"])), form.cleaned_data["why"]
        if tried(
            form,
            lambda: actions.hand_over(by=request.actor, from_member=found, to_member=to, why=why),
        ):
            messages.success(request, _("Handed over to %(name)s.") % {"name": to.name})
            return redirect("circle:member", reference, id)
    duties = queries.duties_seen(opened, found.capacity)
    context = {"opened": opened, "member": found, "form": form, "duties": duties}
    context["not_shared"] = not_shared(duties.others)
    return render(request, "circle/handover.html", context)


def _takers(opened: Opened, leaving: Member) -> list[tuple[str, str]]:
    """Who can take duties: in the circle, with an account, not the one who leaves."""
    return [
        (str(one.pk), one.said)
        for one in queries.circle_of(opened)
        if one.capacity_id and one.pk != leaving.pk
    ]


def _names_a_taker(form: LeaveForm) -> bool:
    if not form.cleaned_data["to"]:
        form.add_error("to", _("Choose who takes over."))
    return form.is_valid()


@login_required
def leave(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Take somebody out of the circle. What they see ends at once."""
    opened = open_person(request.actor, reference, what="circle.leave")
    found = queries.member(opened, id)
    form = LeaveForm(request.POST or None, members=_takers(opened, found))
    if request.method == "POST" and form.is_valid():
        to, why = form.cleaned_data["to"], form.cleaned_data["why"]
        taker = queries.member(opened, UUID(to)) if to else None
        if tried(
            form,
            lambda: actions.end_member(by=request.actor, member=found, why=why, hand_over_to=taker),
        ):
            messages.success(request, _("%(name)s is no longer in the circle.") % {"name": found.name})
            own = found.capacity_id == request.actor.capacity_id
            return redirect("/") if own else redirect("circle:index", reference)
    duties = queries.duties_seen(opened, found.capacity)
    context = {"opened": opened, "member": found, "form": form, "duties": duties}
    context["not_shared"] = not_shared(duties.others)
    return render(request, "circle/leave.html", context)


@login_required
def legal(request: Request, reference: str) -> HttpResponse:
    """Record a legal status, for example looked after."""
    opened = open_person(request.actor, reference, Permission.ADD, section="care", what="circle.legal")
    form = LegalStatusForm(request.POST or None, statuses=presenters.status_choices())
    if request.method == "POST" and form.is_valid():
        actions.record_legal_status(by=request.actor, person=opened.person, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("circle:index", reference)
    return render(request, "circle/legal.html", {"opened": opened, "form": form})
