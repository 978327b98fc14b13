"""A frozen document on paper: tagged PDF (PDF/UA-1) with our font inside, nothing fetched from anywhere."""

from datetime import datetime
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.translation import override

from unstori.access.door import Opened
from unstori.core import clock
from unstori.people.models import Person
from unstori.ui import paper


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
    return paper.pdf(page, paper.sheet("plan/document.css") + sheet)


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
