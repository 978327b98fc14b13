"""Inviting somebody, and arriving by the link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unstori.access.actions import identity
from unstori.access.door import NotFound, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.circle import actions, queries
from unstori.circle.forms import AcceptForm, InviteForm
from unstori.circle.models import Invitation
from unstori.circle.views.people import tried

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
def invite(request: Request, reference: str, id: UUID | None = None) -> HttpResponse:
    """Invite one of the circle, or (without an id) the person."""
    opened = open_person(request.actor, reference, Permission.ADD, section="about_me", what="circle.invite")
    member = queries.member(opened, id) if id else None
    first = {"email": member.email if member else "", "language": opened.person.language}
    form = InviteForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made: list[Invitation] = []
        origin = request.build_absolute_uri("/")
        if tried(
            form,
            lambda: made.append(
                actions.invite(
                    by=request.actor, person=opened.person, member=member, origin=origin, **form.cleaned_data
                )
            ),
        ):
            return redirect("circle:invitation", reference, made[0].pk)
    return render(request, "circle/invite.html", {"opened": opened, "form": form, "member": member})


@login_required
@never_cache
def invitation(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Sent; or, for somebody without e-mail, the letter to give them. Only who invited sees the link."""
    opened = open_person(
        request.actor, reference, Permission.ADD, section="about_me", what="circle.invitation"
    )
    made = queries.invitation(opened, id)
    link = ""
    if not made.email:
        link = request.build_absolute_uri(reverse("arriving:invited", args=[queries.token_of(made)]))
    if request.method == "POST":
        actions.take_back_invitation(by=request.actor, invitation=made)
        messages.success(request, _("The link does not work any more."))
        return redirect("circle:index", reference)
    context = {"opened": opened, "invitation": made, "link": link}
    return render(request, "circle/invitation.html", context)


@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Arriving by the link: a new account, or the one signed in. Used, over or forged: all refused alike."""
    found = queries.invitation_by(token)
    if found is None:
        return render(request, "circle/invitation_over.html", status=404)
    signed_in = request.user if request.user.is_authenticated else None
    form = AcceptForm(request.POST or None, ask_email=not found.email)
    context = {"invitation": found, "form": form, "user": signed_in, "token": token}
    if request.method != "POST" or not (signed_in or form.is_valid()):
        return render(request, "circle/invited.html", context)
    if not signed_in and queries.has_account(found.email or form.cleaned_data["email"]):
        form.add_error(
            None, _("There is an account with this e-mail already. Sign in first, then open the link again.")
        )
        return render(request, "circle/invited.html", context)
    said = {} if signed_in else {key: value for key, value in form.cleaned_data.items()}
    try:
        capacity = actions.accept(
            by=identity.system_actor(),
            token=token,
            user=signed_in,
            language=(get_language() or "en")[:2],
            **said,
        )
    except NotFound:
        return render(request, "circle/invitation_over.html", status=404)
    if not signed_in:
        login(request, capacity.user, backend=BACKEND)
    request.session["capacity"] = str(capacity.pk)
    return redirect("web:now", found.person.reference)


def about(request: HttpRequest) -> HttpResponse:
    """A plain page, to be on quickly: it names nobody."""
    return render(request, "circle/about.html")
