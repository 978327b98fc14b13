"""Danger and how to complain: plain, Easy Read, on paper, in other languages. For everybody; nothing is written down."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unstori.rights import presenters
from unstori.ui import paper, symbols

PAPERS = {"plain": "rights/help_paper.html", "easy": "rights/easy_paper.html"}


def _said(request: HttpRequest) -> dict[str, Any]:
    where = presenters.place(request.GET.get("in", ""))
    return {
        "where": where,
        "calls": presenters.calls(where),
        "helpers": presenters.helpers(where),
        "ways": presenters.ways(where),
        "parts": presenters.easy(),
        "others": presenters.languages(),
    }


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call, who helps for free, and how to disagree, step by step."""
    return render(request, "rights/help.html", _said(request))


@require_safe
def easy(request: HttpRequest) -> HttpResponse:
    """The same in short sentences with a symbol each; the browser can read it aloud."""
    return render(request, "rights/help_easy.html", _said(request))


@require_safe
def in_language(request: HttpRequest, key: str) -> HttpResponse:
    """The same in a few sentences of another language."""
    found = next((one for one in presenters.languages() if one["code"] == key), None)
    if found is None:
        raise Http404
    return render(request, "rights/help_in.html", {"said": found})


@require_safe
def on_paper(request: HttpRequest, key: str) -> HttpResponse:
    """To print, or to hand to somebody: a tagged PDF in the language of the page."""
    if key not in PAPERS:
        raise Http404
    said = _said(request)
    page = render_to_string(PAPERS[key], {**said, "language": (get_language() or "en")[:2]})
    style = paper.sheet("plan/document.css") + paper.sheet("rights/paper.css")
    made = paper.pdf(page, style, _drawings(said["parts"]) if key == "easy" else None)
    name = {"plain": _("help"), "easy": _("help-easy-read")}[key]
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def _drawings(parts: list[dict[str, Any]]) -> dict[str, tuple[bytes, str]]:
    """The symbols that the paper shows, by their address in it."""
    ids = {part["symbol"] for part in parts} | {line["symbol"] for part in parts for line in part["lines"]}
    found = {id: finders.find(f"ui/symbols/{id}.svg") for id in ids if symbols.find(id)}
    return {
        f"/{id}.svg": (Path(str(path)).read_bytes(), "image/svg+xml") for id, path in found.items() if path
    }
