"""A frozen document on paper: tagged PDF (PDF/UA-1) with our font and symbols, nothing fetched from anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

from unstori.access.door import Opened
from unstori.core import clock, dates
from unstori.people.models import Person
from unstori.ui import paper, symbols


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


@dataclass(frozen=True)
class Sheet:
    """What a higher room lays out like a document. Nothing of it is kept."""

    person: Person
    title: str
    language: str
    content: dict[str, Any]
    created_at: datetime
    layout: str = "copy"


def sheet(person: Person, title: str, parts: Iterable[tuple[str, list[dict[str, Any]]]]) -> Sheet:
    """In the language of the page, each part under its heading; a part with nothing in it says so."""
    blocks = [{"heading": heading, "items": items} for heading, items in parts]
    return Sheet(person, title, dates.language(), {"blocks": blocks}, clock.now())


def render(document: Paper, *, opened: Opened | None = None, letter: bool = False) -> bytes:
    """The document as PDF, in its own language; with a letter in front when it is to be posted."""
    with override(document.language):
        page = render_to_string("plan/document_pdf.html", _context(document, opened, letter))
        return on_paper(page, pictures=_symbols(document.content))


def on_paper(page: str, sheet: str = "", pictures: paper.Pictures | None = None) -> bytes:
    """A page of ours as PDF; `sheet` is what a higher room adds to the style of documents."""
    return paper.pdf(page, paper.sheet("plan/document.css") + sheet, pictures)


def _symbols(content: Any) -> dict[str, tuple[bytes, str]]:
    """The drawings that an Easy Read document shows, by their address in it."""
    ids = {part.get("symbol") for block in content["blocks"] for part in (block, *block["items"])}
    shown = [symbol for id in ids if id and (symbol := symbols.find(id))]
    found = {f"/{one.id}.svg": finders.find(one.file) for one in shown}
    return {name: (Path(str(path)).read_bytes(), "image/svg+xml") for name, path in found.items() if path}


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
