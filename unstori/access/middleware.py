"""What happens around every request: the capacity, the limits of a session, refusals, a log without names."""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from unstori.access import actions, presenters, queries
from unstori.access.actions import drafts
from unstori.access.door import NotFound
from unstori.access.views.refusals import csrf_failure, kept_in, ran_out, words_in
from unstori.core.errors import places
from unstori.core.once import while_reading
from unstori.ui.fields import filled

READS = ("GET", "HEAD")
log = logging.getLogger("unstori.request")
Respond = Callable[[HttpRequest], HttpResponse]


class PlainLog:
    """One line a request: which page, not whose. `resolver_match.route` has placeholders, never values."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else "-"
        milliseconds = round((time.perf_counter() - began) * 1000)
        log.info("request", extra={"route": route, "method": request.method, "status": response.status_code,
                                   "ms": milliseconds})  # fmt: skip
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """What broke and where in the code."""
        if isinstance(error, Http404):
            return
        log.error("failed", extra={"error": type(error).__name__, "places": places(error)})


class NoCookies:
    """Where other systems read, a browser's session opens nothing: no page elsewhere can ask in somebody's name."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(("/fhir/", "/open-referral/")):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)


class ActInCapacity:
    """Sets `request.actor`, or None. Asks for a capacity when there are several, for a second step if due."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: WSGIRequest) -> HttpResponse:
        response = self._answer(request)
        sent_away = request.method == "POST" and request.actor is None and not self._is_open(request)
        first = response.status_code == 302 and response["Location"].startswith(("/account/", "/capacity/"))
        if sent_away and first and words_in(request.POST):
            return self._give_back(request)  # a redirect to signing in would lose what was typed
        return response

    def _give_back(self, request: WSGIRequest) -> HttpResponse:
        """Kept for whoever's session ran out; after signing out nobody is known, so it is only shown."""
        author = getattr(request, "ran_out", None)
        author = author or queries.ran_out(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        if author is None:
            return csrf_failure(request)
        return ran_out(request, drafts.keep(by=author, path=request.path, fields=kept_in(request.POST)))

    def _answer(self, request: WSGIRequest) -> HttpResponse:
        request.actor = None
        with while_reading() if request.method in READS else nullcontext():
            return self._as_whom(request)

    def _as_whom(self, request: WSGIRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if self._is_too_long(request):
            request.ran_out = queries.whose_session(request.session)
            logout(request)
            return self._first(request, "account_login")
        capacities = list(queries.capacities_in(request.session, request.user))
        chosen = request.session.get("capacity")
        capacity = next((c for c in capacities if str(c.pk) == chosen), None)
        if capacity is None and len(capacities) == 1:
            capacity = capacities[0]
        if capacity:
            request.actor = queries.actor_of(capacity)
            if self._needs_second_step(request, capacity.is_professional):
                return redirect("mfa_index")
        elif not self._is_open(request):
            return self._first(request, "access:choose_capacity")
        return self.get_response(request)

    def _first(self, request: WSGIRequest, page: str) -> HttpResponse:
        """Another page first, which then leads back to what was asked for."""
        return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")

    def _is_open(self, request: HttpRequest) -> bool:
        """Pages that come before a capacity: choosing it, accounts, language, files of the site."""
        return request.path.startswith(
            ("/account/", "/language/", "/capacity/", "/become/", "/health/", "/invited/")
        )

    def _is_too_long(self, request: HttpRequest) -> bool:
        now = time.time()
        if now - request.session.get("used", 0) > settings.SESSION_USED_SECONDS:
            request.session["used"] = now  # saving it gives the session another half hour
        began = request.session.setdefault("began", now)
        return now - began > timedelta(hours=settings.SESSION_LONGEST_HOURS).total_seconds()

    def _needs_second_step(self, request: HttpRequest, professional: bool) -> bool:
        """Professionals cannot go on without TOTP or a passkey. Demo accounts have no password to protect."""
        if not professional or request.user.is_demo or self._is_open(request):
            return False
        if request.session.get("second_step_set"):
            return False
        has_one = request.user.authenticator_set.exclude(type="recovery_codes").exists()
        request.session["second_step_set"] = has_one
        return not has_one


class KeepWhatWasRefused:
    """A refusal is written to the audit; what was typed is shown back and kept for its author alone."""

    def __init__(self, get_response: Respond):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """With `?kept=` the page's form begins with what was kept; once it is saved, nothing more is kept."""
        draft = queries.draft_for(request.actor, request.GET.get("kept", ""), request.path)
        if draft is None:
            return self.get_response(request)
        with filled(draft.fields):
            response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302:
            drafts.throw_away(draft=draft, by=request.actor)
        return response

    def process_exception(self, request: WSGIRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotFound) or request.actor is None:
            return None
        actions.refusals.record(by=request.actor, error=error)
        typed = kept_in(request.POST)
        if not typed:
            return None
        kept = drafts.keep(by=request.actor, path=request.path, fields=typed)
        context = {"draft": kept, "said": presenters.kept(typed), "now": timezone.now()}
        return render(request, "access/kept.html", context, status=404)
