"""Signing in with the identity of a council or of the NHS: away, back, and with what an account opens."""

from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.base import views as mfa
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from unstori.access import oidc
from unstori.access.actions import elsewhere as actions
from unstori.access.actions import identity
from unstori.access.presenters import elsewhere as presenters
from unstori.access.queries import elsewhere
from unstori.access.rules import Actor
from unstori.access.rules.elsewhere import OWN, Identity, Provider
from unstori.access.rules.elsewhere import identity as identity_of
from unstori.access.views.signing_in import ours_next
from unstori.core.errors import RuleBroken
from unstori.people.models import User
from unstori.ui.trying import pressed

STATUS = {"away": 503, "not_trusted": 400, "too_late": 400, "cancelled": 200}


class Login(account.LoginView):
    """With a password, or with whoever else proves who they are."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = [presenters.provider(each) for each in elsewhere.providers()]
        return {**super().get_context_data(**kwargs), "ways": ways, "next": ours_next(self.request)}


class Ways(mfa.IndexView):
    """How they sign in safely; with another organisation only where one is configured or was."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        offered = bool(elsewhere.providers()) or (isinstance(user, User) and elsewhere.ties_of(user).exists())
        return {**super().get_context_data(**kwargs), "elsewhere": offered}


def provider_of(id: str) -> Provider:
    found = elsewhere.provider(id)
    if found is None:
        raise Http404
    return found


@require_GET
@never_cache
def away(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider. A link, because a form may lead nowhere but here; so other sites' links are not followed."""
    provider, wanted = provider_of(provider_id), ours_next(request)
    if request.user.is_authenticated:
        return redirect(wanted)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
    return _begin(request, provider, process="login", next_url=wanted)


@require_POST
@login_required
@reauthentication_required
def tie(request: HttpRequest, provider_id: str) -> HttpResponse:
    """They add a way to sign in: asked for here, by themselves, just now. The next page leads to the provider."""
    provider = provider_of(provider_id)
    request.session["tying"] = provider.id
    return redirect("access:tying", provider.id)


@require_GET
@login_required
@never_cache
def tying(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Says where it leads, and leads there with `?go=1`."""
    provider = provider_of(provider_id)
    if request.session.get("tying") != provider.id:
        return redirect("access:ties")
    if "go" not in request.GET:
        return render(request, "access/tying.html", {"way": presenters.provider(provider)})
    del request.session["tying"]
    return _begin(request, provider, process=str(request.user.pk), next_url=reverse("access:ties"))


def _begin(request: HttpRequest, provider: Provider, **how: str) -> HttpResponse:
    try:
        return oidc.Conversation(request, provider).begin(**how)
    except oidc.Away:
        return refused(request, provider, "away")


@require_GET
@never_cache
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """They come back from the provider, who says who they are."""
    provider = provider_of(provider_id)
    conversation = oidc.Conversation(request, provider)
    try:
        state = conversation.waiting()
    except oidc.NotTrusted:
        return refused(request, provider, "too_late")
    if why := _no_answer(request):
        return refused(request, provider, why)
    try:
        said, token = conversation.claims(state)
        came = {"provider": provider.id, "token": token, "ends": conversation.ends}
    except oidc.Away:
        return refused(request, provider, "away")
    except oidc.NotTrusted as error:
        actions.refused(by=identity.system_actor(), provider=provider, why=f"not_trusted: {error}")
        return refused(request, provider, "not_trusted")
    who = identity_of(provider, said)
    if state["process"] == "login":
        return _come_in(request, provider, who, came, str(state["next"]))
    return _tie(request, provider, who, came, state["process"])


def _no_answer(request: HttpRequest) -> str:
    """Why there is nothing to look at: they pressed cancel there, or the provider itself gave up."""
    if request.GET.get("error") == "access_denied":
        return "cancelled"
    return "away" if "error" in request.GET or "code" not in request.GET else ""


def _come_in(
    request: HttpRequest, provider: Provider, who: Identity, came: dict[str, str], wanted: str
) -> HttpResponse:
    if request.user.is_authenticated:  # meanwhile, in another window
        return redirect(wanted)
    origin = request.build_absolute_uri("/")
    user, why = actions.come_in(by=identity.system_actor(), provider=provider, who=who, origin=origin)
    if user is None:
        return refused(request, provider, why if why in OWN else "unknown")
    request.session["elsewhere"] = {**came, "user": str(user.pk)}
    request.second_step_done = who.second_step  # type: ignore[attr-defined]
    record_authentication(
        request, user, "socialaccount", provider=provider.id, organisation=provider.organisation
    )
    answer: HttpResponse = perform_login(request, user, email_verification="none", redirect_url=wanted)
    if who.second_step and request.user.is_authenticated:
        request.session["second_step_set"] = True
    return answer


def _tie(
    request: HttpRequest, provider: Provider, who: Identity, came: dict[str, str], began: str
) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or str(user.pk) != began:
        return refused(request, provider, "too_late")
    request.session["elsewhere"] = {**came, "user": began}
    origin = request.build_absolute_uri("/")
    try:
        actions.tie(by=_by(request), user=user, provider=provider, who=who, origin=origin)
        messages.success(
            request, _("%(name)s opens your account now too.") % {"name": presenters.name_of(provider)}
        )
    except RuleBroken as broken:
        actions.refused(by=_by(request), provider=provider, why="not_tied")
        messages.error(request, _(broken.reason))
    return redirect("access:ties")


@login_required
def ties(request: HttpRequest) -> HttpResponse:
    """With what their account opens."""
    user = request.user
    assert isinstance(user, User)
    held = list(elsewhere.ties_of(user))
    return render(request, "access/ties.html", presenters.ties(elsewhere.providers(), held))


@require_POST
@login_required
@reauthentication_required
def untie(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    gone = _("It no longer opens your account.")
    pressed(request, lambda: actions.untie(by=_by(request), user=user, tie_id=pk), gone)
    return redirect("access:ties")


@never_cache
def left(request: HttpRequest) -> HttpResponse:
    """Signed out here; the provider may still know them, which matters where others use the same screen."""
    held = request.session.get("left") or {}
    provider = elsewhere.provider(held.get("provider", ""))
    if provider is None:
        return redirect("account_login")
    more = {
        "id_token_hint": held["token"], "client_id": provider.client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("account_login")),
    }  # fmt: skip
    ends = f"{held['ends']}?{urlencode(more)}" if held["ends"] else ""
    return render(request, "access/left.html", {"way": presenters.provider(provider), "ends": ends})


def refused(request: HttpRequest, provider: Provider, why: str) -> HttpResponse:
    """Not let in: what it may be and what helps. Says nothing that depends on which accounts there are."""
    said = presenters.refused(provider, why)
    return render(request, "ui/message.html", said, status=STATUS.get(why, 403))


def _by(request: HttpRequest) -> Actor:
    """In their capacity; whoever has none yet still owns their account."""
    return getattr(request, "actor", None) or identity.system_actor()
