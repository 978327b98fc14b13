"""The directory as open data, in plain words: who may take it, and how. No account, nothing kept about who did."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.core import dates
from unstori.core.restraint import Restraint, address_of
from unstori.exchange.queries import opening as queries

ZIP = "application/zip"
FILES = Restraint(rate=0.05, burst=20, name="files")  # it is large, and new once a day


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    facts = queries.open_facts()
    address = request.build_absolute_uri(reverse("open_referral:services"))
    context = {
        "licence": settings.OPEN_DATA_LICENCE, "root": request.build_absolute_uri(reverse("open_referral:root")),
        "examples": [f"{address}?search=swimming&minimum_age=5", f"{address}?day=SA&page=2"],
        "services": facts["services"] if facts else 0,
        "made": dates.format_when(facts["made_at"]) if facts else "",
    }  # fmt: skip
    return render(request, "exchange/open_data.html", context)


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """All of it as the standard's tables."""
    facts = queries.open_facts()
    if facts is None:
        raise Http404
    etag = f'"{facts["digest"][:32]}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    elif (address := address_of(request.META)) and (seconds := FILES.wait(address)):
        return _wait(seconds)
    else:
        found = queries.open_file()
        response = HttpResponse(bytes(found.content) if found else b"", content_type=ZIP)
        response["Content-Disposition"] = 'attachment; filename="services.zip"'
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"
    return response


def _wait(seconds: int) -> HttpResponse:
    words = _("Too many questions at once. Wait a little.")
    return HttpResponse(
        words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": seconds}
    )
