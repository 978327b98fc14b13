"""Ideas that a symbol shows: read from the definition, searched by word in both languages, drawn from a set.

OpenMoji's drawings stand for everybody. A person may read another set: whoever knows that (`boards`) says for
one request how an idea is drawn, and every page that shows a symbol follows without knowing of sets.
"""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static

from unstori.core import definitions
from unstori.core.words import Words

FOLDER = Path(__file__).parent / "definitions"
FACES = ("face_1", "face_2", "face_3", "face_4", "face_5")
Drawer = Callable[[str], str]
_drawer: ContextVar[Drawer | None] = ContextVar("drawer", default=None)


@dataclass(frozen=True)
class Symbol:
    """One idea: its stable id, its words, other words that people look for, and OpenMoji's drawing of it."""

    id: str
    code: str
    group: str
    words: Words
    also: Words

    @property
    def file(self) -> str:
        """OpenMoji's drawing, among the static files."""
        return f"ui/symbols/{self.id}.svg"


@cache
def everything() -> dict[str, Symbol]:
    """Every idea of the newest version by its id, in the definition's order (alike things stand together)."""
    newest = [item for item in definitions.load(FOLDER) if item["id"] == "symbols"][-1]
    return {
        item["id"]: Symbol(
            item["id"], item["code"], item["group"], Words.read(item["words"]), Words.read(item["also"])
        )
        for item in newest["symbols"]
    }


@cache
def groups() -> dict[str, Words]:
    """The headings under which they are chosen."""
    newest = [item for item in definitions.load(FOLDER) if item["id"] == "symbols"][-1]
    return {item["id"]: Words.read(item["words"]) for item in newest["groups"]}


def find(id: str) -> Symbol | None:
    """The symbol of an id, or none: an old row may name one that is gone, and its words still stand."""
    return everything().get(id)


def said(id: str) -> str:
    """What an idea is called in the page's language; nothing where there is no such idea."""
    symbol = find(id)
    return str(symbol.words) if symbol else ""


def search(said: str, group: str = "") -> list[Symbol]:
    """The symbols whose words, in either language, start with each word said; the closest first."""
    wanted = plain(said).split()
    found = []
    for order, symbol in enumerate(everything().values()):
        if group and symbol.group != group:
            continue
        own = plain(f"{symbol.words.en} {symbol.words.cy}").split()
        every = own + plain(f"{symbol.also.en} {symbol.also.cy}").split()
        if all(any(word.startswith(part) for word in every) for part in wanted):
            named = all(any(word.startswith(part) for word in own) for part in wanted)
            found.append((not named, order, symbol))
    return [symbol for _far, _order, symbol in sorted(found, key=lambda one: one[:2])]


def plain(text: str) -> str:
    """Small letters without accents: a phone's keyboard need not have ŵ."""
    split = unicodedata.normalize("NFD", text.casefold().replace(",", " ").replace("'", " "))
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def picture(id: str) -> str:
    """The address of the drawing: the person's own set's where it has one, else OpenMoji's; empty for none."""
    drawer, symbol = _drawer.get(), find(id)
    drawn = drawer(id) if drawer else ""
    return drawn or (static(symbol.file) if symbol else "")


@contextmanager
def drawn_by(drawer: Drawer) -> Iterator[None]:
    """While a page is made, each idea is drawn as this says (an address, or nothing where the set has none)."""
    token = _drawer.set(drawer)
    try:
        yield
    finally:
        _drawer.reset(token)
