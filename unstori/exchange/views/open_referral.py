"""The directory for other systems: open to all, exactly as Open Referral UK 3.0 says. It only reads (ADR 0068)."""

import gzip
import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from unstori.core.restraint import Restraint, address_of
from unstori.directory import queries
from unstori.exchange.hsds import answers, wanting
from unstori.exchange.queries import as_id

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json; charset=utf-8"
SMALL = 1_000  # bytes that are not worth packing
READS = ("GET", "HEAD")
CALLS = Restraint(rate=10, burst=300, name="calls")  # reading everything in pages of a hundred goes on and on
Answer = dict[str, Any]
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cache-Control": "public, no-cache",
    "X-Content-Type-Options": "nosniff",
}


class Nothing(Exception):
    """There is nothing here."""


def answered(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
    """In JSON, also where something is wrong; the same bytes have the same ETag."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> HttpResponse:
        response = _answer(view, request, arguments)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return answer


def _answer(view: Callable[..., Answer], request: HttpRequest, arguments: dict[str, str]) -> HttpResponse:
    if request.method == "OPTIONS":
        return _allowing(HttpResponse(status=204))
    if request.method not in READS:
        return _allowing(_fault(405, _("Other systems can only read here.")))
    address = address_of(request.META)
    if address and (seconds := CALLS.wait(address)):
        response = _fault(429, _("Too many questions at once. Wait a little."))
        response["Retry-After"] = str(seconds)
        return response
    try:
        return _given(request, view(request, **arguments))
    except wanting.BadAsk as bad:
        return _fault(400, str(bad))
    except Nothing:
        return _fault(404, _("There is nothing here."))


def _given(request: HttpRequest, made: Answer) -> HttpResponse:
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    packs = len(body) > SMALL and "gzip" in request.headers.get("Accept-Encoding", "")
    digest = hashlib.sha256(body).hexdigest()[:32]
    etag = f'"{digest}-gzip"' if packs else f'"{digest}"'
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    if known & {etag, "*"}:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(gzip.compress(body, 5, mtime=0) if packs else body, content_type=JSON)
        if packs:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _fault(status: int, words: str) -> HttpResponse:
    """RFC 9457."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": words}
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type=PROBLEM, status=status)


def _allowing(response: HttpResponse) -> HttpResponse:
    response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    return response


@answered
def root(request: HttpRequest) -> Answer:
    """Which standard this speaks."""
    return answers.ABOUT


@answered
def services(request: HttpRequest) -> Answer:
    ask = wanting.asked(request.GET)
    return _page(
        queries.found_entries(ask.wanted),
        ask.page,
        ask.per_page,
        lambda row: answers.brief(row.live.document),
        queries.count_entries(ask.wanted),
    )


@answered
def service(request: HttpRequest, id: str) -> Answer:
    """One service whole. One that is shown as another answers with that one."""
    uuid = as_id(id)
    found = queries.entry(uuid) if uuid else None
    if found is None or found.live is None:
        raise Nothing
    return dict(found.live.document)


@answered
def places(request: HttpRequest) -> Answer:
    ask = wanting.asked(request.GET, nearby=True)
    return _page(
        queries.found_places(ask.wanted),
        ask.page,
        ask.per_page,
        lambda row: answers.brief_place_in(row.entry.live.document, str(row.hsds_id)),
        queries.count_places(ask.wanted),
    )


@answered
def place(request: HttpRequest, id: str) -> Answer:
    uuid = as_id(id)
    found = queries.place(uuid) if uuid else None
    if found is None or found.entry.live is None:
        raise Nothing
    return answers.place_in(found.entry.live.document, str(found.hsds_id))


@answered
def taxonomies(request: HttpRequest) -> Answer:
    return _page(queries.taxonomies(), *wanting.paged(request.GET), lambda row: row.document)


@answered
def taxonomy(request: HttpRequest, id: str) -> Answer:
    """With its terms."""
    uuid = as_id(id)
    found = queries.taxonomy(uuid) if uuid else None
    if found is None:
        raise Nothing
    terms = sorted((row.document for row in found.terms.all()), key=lambda one: str(one["id"]))
    return found.document | {"taxonomy_terms": terms}


@answered
def terms(request: HttpRequest) -> Answer:
    return _page(queries.terms(), *wanting.paged(request.GET), lambda row: row.document)


@answered
def term(request: HttpRequest, id: str) -> Answer:
    uuid = as_id(id)
    found = queries.term(uuid) if uuid else None
    if found is None:
        raise Nothing
    return dict(found.document)


@answered
def nothing(request: HttpRequest) -> Answer:
    raise Nothing


def _page(
    rows: QuerySet[Any],
    number: int,
    per_page: int,
    shown: Callable[[Any], Answer],
    total: int | None = None,
) -> Answer:
    """As many queries whatever is on it. Past the last page there is nothing, and that is no fault."""
    total, first = rows.count() if total is None else total, (number - 1) * per_page
    found = queries.window(rows, first, per_page) if first < total else ()
    return answers.page([shown(row) for row in found], total=total, number=number, per_page=per_page)
