"""Scales and ready-made boards as policy people write them, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import clock
from unstori.core import definitions as toml
from unstori.core.words import Words, capital
from unstori.ui import symbols

FOLDER = Path(__file__).parent
READY = FOLDER / "ready"
SCALES = FOLDER / "scales"


@dataclass(frozen=True)
class Place:
    """Where a picture may be placed, and what it says there."""

    id: str
    symbol: str
    words: Words
    says: Words


@dataclass(frozen=True)
class Scale:
    """Places from the most to the least."""

    id: str
    name: Words
    places: tuple[Place, ...]

    def place(self, id: str) -> Place | None:
        """A place by its stable id."""
        return next((place for place in self.places if place.id == id), None)


@dataclass(frozen=True)
class Ready:
    """A board that everybody has from the start."""

    id: str
    title: Words
    question: Words
    scale: str
    theme: str
    options: tuple[dict[str, str], ...]


@cache
def scales() -> dict[str, Scale]:
    """Every scale by its id."""
    newest = [item for item in toml.load(SCALES) if item["id"] == "scales"][-1]
    return {item["id"]: _scale(item) for item in newest["scales"]}


def _scale(item: dict[str, Any]) -> Scale:
    places = tuple(
        Place(one["id"], one["symbol"], Words.read(one["words"]), Words.read(one["says"]))
        for one in item["places"]
    )
    return Scale(item["id"], Words.read(item["name"]), places)


def ready_boards() -> dict[str, Ready]:
    """The newest version of each that holds today, by its id."""
    held = (item for item in toml.load(READY) if item["valid_from"] <= clock.today())
    return {item["id"]: _ready(item) for item in held}


def _ready(item: dict[str, Any]) -> Ready:
    options = tuple(option(one["id"], one["symbol"], **one.get("words", {})) for one in item["options"])
    return Ready(
        item["id"],
        Words.read(item["title"]),
        Words.read(item["question"]),
        item["scale"],
        item["theme"],
        options,
    )


def option(key: str, symbol: str = "", en: str = "", cy: str = "") -> dict[str, str]:
    """One picture of a board as it is kept: in both languages where its symbol says both."""
    found = symbols.find(symbol)
    if found and not (en or cy):
        en, cy = capital(found.words.en), capital(found.words.cy)
    return {"key": key, "symbol": symbol if found else "", "en": en, "cy": cy}
