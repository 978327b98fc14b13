"""Inviting somebody, and arriving by the link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unstori.access.actions import identity, refusals
from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request, come_in
from unstori.access.rules import Permission
from unstori.circle import actions, queries, rules
from unstori.circle.forms import AcceptForm, InviteForm
from unstori.circle.models import Invitation
from unstori.ui.trying import attempt, tried


@login_required
@never_cache
def invite(request: Request, reference: str, id: UUID | None = None) -> HttpResponse:
    """Invite one of the circle, or (without an id) the person."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="circle.invite")
    member = queries.member(opened, id) if id else None
    first = {"email": member.email if member else "", "language": opened.person.language}
    form = InviteForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        origin = request.build_absolute_uri("/")
        said = {"person": opened.person, "member": member, "origin": origin, **form.cleaned_data}
        made = attempt(form, lambda: actions.invite(by=request.actor, **said))
        if made and made.code:  # shown here this once, and kept nowhere
            return _invitation_page(request, opened, made)
        if made:
            return redirect("circle:invitation", reference, made.pk)
    return render(request, "circle/invite.html", {"opened": opened, "form": form, "member": member})


@login_required
@never_cache
def invitation(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Sent; or, for somebody without e-mail, the letter to give them. Only who invited sees the link."""
    opened = open_person(
        request.actor, reference, Permission.ADD, section="about_me", what="circle.invitation"
    )
    made = queries.invitation(opened, id)
    if request.method == "POST":
        actions.take_back_invitation(by=request.actor, invitation=made)
        messages.success(request, _("The link does not work any more."))
        return redirect("circle:index", reference)
    return _invitation_page(request, opened, made)


def _invitation_page(request: Request, opened: Opened, made: Invitation) -> HttpResponse:
    link = ""
    if not made.email:
        link = request.build_absolute_uri(reverse("arriving:invited", args=[queries.token_of(made)]))
    context = {
        "opened": opened,
        "invitation": made,
        "link": link,
        "is_closed": made.tries >= rules.MOST_TRIES,
    }
    return render(request, "circle/invitation.html", context)


@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Arriving by the link: a new account, or the one signed in. Used, over, forged, another's: all alike."""
    signed_in = request.user if request.user.is_authenticated else None
    found = queries.invitation_by(token, signed_in)
    if found is None:
        return _over(request, token)
    sent = request.POST if request.method == "POST" else None
    form = AcceptForm(sent, invitation=found, is_new=signed_in is None)
    try:
        if form.is_valid() and tried(form, lambda: _accept(request, token, form)):
            messages.success(request, _("Welcome. You are in the circle."))
            return redirect("web:home")  # which knows what they may see: at first it can be nothing
    except NotFound:
        return _over(request, token)
    context = {"invitation": found, "form": form, "user": signed_in, "token": token}
    return render(request, "circle/invited.html", context)


def _accept(request: HttpRequest, token: str, form: AcceptForm) -> None:
    signed_in = request.user if request.user.is_authenticated else None
    language = (get_language() or "en")[:2]
    capacity = actions.accept(
        by=identity.system_actor(), token=token, user=signed_in, language=language, **form.cleaned_data
    )
    come_in(request, capacity)


def _over(request: HttpRequest, token: str) -> HttpResponse:
    """The same for every link that does not work. Who tried a real one, or is signed in, is written down."""
    actor, person_id = getattr(request, "actor", None), queries.person_of_link(token)
    if actor or person_id:
        error = NotFound(reference="invitation", permission=Permission.SEE, person_id=person_id)
        refusals.record(by=actor or identity.system_actor(), error=error)
    return render(request, "circle/invitation_over.html", status=404)


def about(request: HttpRequest) -> HttpResponse:
    """A plain page, to be on quickly: it names nobody."""
    return render(request, "circle/about.html")
