"""Around every answer to another system: who asks, in what form it answers, and faults in that form too."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from unstori.access.actions import refusals
from unstori.access.door import NotFound
from unstori.access.rules import Actor
from unstori.exchange import actions, queries, rules
from unstori.exchange.fhir import answers
from unstori.exchange.fhir.asking import BadAsk, wants_json
from unstori.exchange.fhir.write import to_json

FHIR = "application/fhir+json"
View = Callable[..., HttpResponse]


class Refused(Exception):
    """Who asks may not, or not now."""

    def __init__(self, status: int, code: str, words: str):
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


def base_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/fhir/R4/")


def given(request: HttpRequest, made: dict[str, Any], status: int = 200) -> HttpResponse:
    """A resource, unless the client has this very version."""
    response = HttpResponse(to_json(made), content_type=f"{FHIR}; charset=utf-8", status=status)
    version = made.get("meta", {}).get("versionId", "")
    if version:
        etag = quote_etag(f'W/"{version}"')
        if {etag, "*", f'"{version}"'} & set(parse_etags(request.headers.get("If-None-Match", ""))):
            response = HttpResponse(status=304)
        response["ETag"] = etag
    return response


def fault(status: int, code: str, words: str) -> HttpResponse:
    made = answers.outcome(code, words)
    response = HttpResponse(to_json(made), content_type=f"{FHIR}; charset=utf-8", status=status)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Unstori"'
    if status == 429:
        response["Retry-After"] = "60"
    return response


def for_anybody(view: Callable[[HttpRequest], HttpResponse]) -> View:
    """Without a token; nothing about anybody."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **_arguments: str) -> HttpResponse:
        return _careful(_unfit(request) or view(request))

    return answer


def answered(view: Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]) -> View:
    """In the name of the token's owner. There are no cookies here, so no form of another site can reach it."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> HttpResponse:
        return _careful(_unfit(request) or _answer(view, request, arguments))

    return answer


def _answer(view: View, request: HttpRequest, arguments: dict[str, str]) -> HttpResponse:
    try:
        by = _who(request)
    except Refused as refused:
        return fault(refused.status, refused.code, refused.words)
    try:
        return view(request, by, **arguments)
    except NotFound as refusal:
        refusals.record(by=by, error=refusal)
        return fault(404, "not-found", _("There is nothing here."))
    except BadAsk as bad:
        return fault(bad.status, bad.code, str(bad))


def _who(request: HttpRequest) -> Actor:
    """Raises Refused."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = queries.token_behind(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise Refused(401, "login", _("A token is needed. This one is missing, has ended or is not known."))
    if queries.lacks_second_step(token):
        raise Refused(403, "forbidden", _("Its owner must set up a second step for signing in first."))
    if rules.too_many_calls(queries.calls_lately(token)):
        raise Refused(429, "throttled", _("Too many questions in one minute. Wait a little."))
    by = queries.actor_through(token)
    actions.token_used(by=by, token=token)
    return by


def _unfit(request: HttpRequest) -> HttpResponse | None:
    """This API only reads, and only writes JSON."""
    asks = ("GET", "HEAD", "POST") if request.path.endswith("/_search") else ("GET", "HEAD")
    if request.method not in asks:
        response = fault(405, "not-supported", _("Other systems can only read here."))
        response["Allow"] = ", ".join(asks)
        return response
    is_file = "/Binary/" in request.path
    if not is_file and not wants_json(request.GET.getlist("_format"), request.headers.get("Accept", "")):
        return fault(406, "not-supported", _("Answers are in JSON only."))
    return None


def _careful(response: HttpResponse) -> HttpResponse:
    """What is about somebody stays in nobody's cache."""
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Authorization, Accept, Accept-Language"
    response["X-Content-Type-Options"] = "nosniff"
    return response
