"""A frozen document on paper: tagged PDF (PDF/UA-1) with our font inside, nothing fetched from anywhere."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlparse

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

from unstori.access.door import Opened
from unstori.core import clock
from unstori.people.models import Person

SIZES = {"latin": "U+0000-00FF, U+2000-206F", "latin-ext": "U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF"}
FACE = (
    '@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {weight}; src: url("{name}");'
    " unicode-range: {range} }}"
)


class Paper(Protocol):
    """A frozen document, or what a higher room lays out like one."""

    @property
    def person(self) -> Person: ...
    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def layout(self) -> str: ...
    @property
    def content(self) -> Any: ...
    @property
    def created_at(self) -> datetime: ...


def render(document: Paper, *, opened: Opened | None = None, letter: bool = False) -> bytes:
    """The document as PDF, in its own language; with a letter in front when it is to be posted."""
    with override(document.language):
        return on_paper(render_to_string("plan/document_pdf.html", _context(document, opened, letter)))


def on_paper(page: str, sheet: str = "") -> bytes:
    """A page of ours as PDF; `sheet` is what a higher room adds to the style of documents."""
    from weasyprint import CSS, HTML  # slow to import and wanted by few pages
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _only_our_fonts()
    style = CSS(string=_faces() + _sheet() + sheet, font_config=fonts, url_fetcher=fetcher, base_url="font:/")
    made = io.BytesIO()
    HTML(string=page, url_fetcher=fetcher).write_pdf(
        made, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return made.getvalue()


def _context(document: Paper, opened: Opened | None, letter: bool) -> dict[str, Any]:
    """The address, for a reader who may have it; otherwise the letter leaves room to write it by hand."""
    person = document.person
    hidden = opened is None or opened.address_withheld or "about_me" not in opened.sections
    address = [] if hidden else [*person.address.splitlines(), person.postcode]
    return {
        "document": document,
        "person": person,
        "letter": letter,
        "today": clock.today(),
        "address": [line for line in address if line.strip()],
    }


def _sheet() -> str:
    return Path(str(finders.find("plan/document.css"))).read_text(encoding="utf-8")


def _faces() -> str:
    return "".join(
        FACE.format(
            weight=weight, range=span, name=f"font:/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2"
        )
        for part, span in SIZES.items()
        for weight in (400, 600)
    )


def _only_our_fonts() -> Any:
    """A fetcher that knows our font's files by name and refuses every other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFonts(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            name = Path(urlparse(url).path).name
            found = finders.find(f"ui/font/{name}") if url.startswith("font:/") else None
            if not found:
                raise ValueError("documents fetch nothing")
            return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": "font/woff2"})

    return OnlyOurFonts()
