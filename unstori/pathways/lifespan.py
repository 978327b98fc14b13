"""Ages that matter as policy people write them, read once: for a nation, those of both with what it adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import definitions
from unstori.core.definitions import BadDefinition
from unstori.core.words import Words
from unstori.pathways.rules.ages import When
from unstori.pathways.rules.transitions import SIDES

FOLDER = Path(__file__).parent / "definitions" / "ages"
NATIONS = ("wales", "england")


@dataclass(frozen=True)
class Item:
    """Something to prepare: on whose side, and how many months before the day."""

    id: str
    side: str
    months: int
    words: Words


@dataclass(frozen=True)
class Ask:
    """A kind of service for adults to be asked before the day, and the words by which the directory is asked."""

    id: str
    months: int
    name: Words
    words: Words


@dataclass(frozen=True)
class Easy:
    symbol: str
    words: Words


@dataclass(frozen=True)
class Age:
    """A day in somebody's life that changes something, and what the law and we say of it."""

    id: str
    when: When
    section: str
    name: Words
    what: Words
    opens_months: int
    said_months: int
    sides: Mapping[str, Words]
    items: tuple[Item, ...]
    asks: tuple[Ask, ...]
    easy: tuple[Easy, ...]
    parents: tuple[Words, ...]
    sources: tuple[tuple[str, bool], ...]


def ages(nation: str, on: date) -> tuple[Age, ...]:
    """Those that hold in a nation on a day, as people come to them."""
    both = definitions.current(FOLDER, "ages-both", on)
    own = definitions.current(FOLDER, f"ages-{nation}", on)
    return _ages(both["version"], nation, own["version"])


def age(id: str, nation: str, on: date) -> Age | None:
    return next((one for one in ages(nation, on) if one.id == id), None)


@cache
def _ages(both: int, nation: str, own: int) -> tuple[Age, ...]:
    common = definitions.version(FOLDER, "ages-both", both)
    added = definitions.version(FOLDER, f"ages-{nation}", own)
    more: dict[str, list[Mapping[str, Any]]] = {}
    for one in added["adds"]:
        more.setdefault(one["to"], []).append(one)
    every = [*common["ages"], *added["ages"]]
    if unknown := more.keys() - {one["id"] for one in every}:
        raise BadDefinition(f"ages-{nation} {own}: adds to none: {', '.join(sorted(unknown))}")
    return tuple(_age(one, more.get(one["id"], [])) for one in every)


def _age(data: Mapping[str, Any], more: list[Mapping[str, Any]]) -> Age:
    parts = [data, *more]
    items = tuple(_item(each) for part in parts for each in part.get("items", ()))
    if len({each.id for each in items}) != len(items) or any(each.side not in SIDES for each in items):
        raise BadDefinition(f"{data['id']}: an item twice, or on no side")
    return Age(
        id=data["id"], when=When.read(data["when"]), section=data["section"], name=Words.read(data["name"]),
        what=Words.read(data["what"]), opens_months=data.get("opens_months", 0), said_months=data.get("said_months", 0),
        sides={side: Words.read(data[side]) for side in SIDES if side in data}, items=items,
        asks=tuple(
            Ask(each["id"], each["months"], Words.read(each["name"]), Words.read(each))
            for part in parts for each in part.get("asks", ())
        ),
        easy=tuple(Easy(each["symbol"], Words.read(each)) for part in parts for each in part.get("easy", ())),
        parents=tuple(Words.read(each) for part in parts for each in part.get("parents", ())),
        sources=tuple((part["source"], part["verified"]) for part in parts),
    )  # fmt: skip


def _item(data: dict[str, Any]) -> Item:
    return Item(data["id"], data["side"], data["months"], Words.read(data))
