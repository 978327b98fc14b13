"""The style page: everything that pages are made of, with people who do not exist. Only in the demo."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from unstori.ui import samples
from unstori.ui.forms import SampleForm


def look(request: HttpRequest) -> HttpResponse:
    """Shown in the demo, so that whoever makes a page sees its parts first; nothing is written."""
    if not settings.DEMO:
        raise Http404
    form = SampleForm(request.POST, request.FILES) if request.method == "POST" else SampleForm()
    page: dict[str, Any] = {"form": form, **samples.page()}
    return render(request, "ui/look.html", page)
