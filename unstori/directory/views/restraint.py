"""Robots cannot make the directory slow: one address gets as many searches as a full school needs, and no more."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.core.restraint import Restraint, address_of

SEARCHES = Restraint(rate=5, burst=60, name="searches")
View = Callable[..., HttpResponse]


def restrained(view: View) -> View:
    """Only what asks for something costs. Nothing of it is kept, and nobody is shut out: it says how long to wait."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.GET:
            return view(request, *args, **kwargs)
        address = address_of(request.META)
        if address and (seconds := SEARCHES.wait(address)):
            return _wait(request, seconds)
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    text = [_("Very many searches came from your connection in a short time."),
            _("Wait a few seconds, then load this page again. What you looked for is still in its address.")]  # fmt: skip
    context = {"heading": _("One moment, please"), "text": text,
               "links": [(request.get_full_path(), _("Try again")), (reverse("finding:index"), _("See everything"))]}  # fmt: skip
    response = render(request, "ui/message.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
