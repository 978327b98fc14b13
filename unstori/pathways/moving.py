"""What the law says of each thing when somebody moves, as policy people write it, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import definitions
from unstori.core.definitions import BadDefinition
from unstori.core.words import Words
from unstori.pathways.rules.moves import ANEW, GOES, LAPSES, STAYS, holds_for

FOLDER = Path(__file__).parent / "definitions" / "moves"


@dataclass(frozen=True)
class Thing:
    """A plan or a payment that somebody has: what becomes of it, and by which clock the new council must say."""

    id: str
    effect: str
    name: Words
    day: Words
    until: Words
    ask: Words | None
    clock: str
    counts_from: str
    from_age: int
    under_age: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Direction:
    """From one nation's law to another's, or between two councils of one."""

    id: str
    version: int
    name: Words
    about: Words
    things: tuple[Thing, ...]

    def of(self, ids: list[str]) -> list[Thing]:
        return [thing for thing in self.things if thing.id in ids]

    def at_age(self, age: int | None) -> list[Thing]:
        return [
            thing for thing in self.things
            if holds_for(from_age=thing.from_age, under_age=thing.under_age, age=age)
        ]  # fmt: skip


def direction(here: str, there: str, on: date) -> Direction:
    """What holds on a day; before the first version, what that one says."""
    id = f"move-{here}-{there}"
    try:
        return _direction(id, definitions.current(FOLDER, id, on)["version"])
    except KeyError:
        return _direction(id, 1)


@cache
def _direction(id: str, version: int) -> Direction:
    data = definitions.version(FOLDER, id, version)
    things = tuple(_thing(id, each) for each in data["things"])
    return Direction(id, data["version"], Words.read(data["name"]), Words.read(data["about"]), things)


def _thing(id: str, data: Mapping[str, Any]) -> Thing:
    if data["effect"] not in (GOES, LAPSES, ANEW, STAYS):
        raise BadDefinition(f"{id}: {data['id']}: an effect that is none")
    return Thing(
        id=data["id"], effect=data["effect"], name=Words.read(data["name"]), day=Words.read(data["day"]),
        until=Words.read(data["until"]), ask=Words.read(data["ask"]) if "ask" in data else None,
        clock=data.get("clock", ""), counts_from=data.get("counts_from", "moved"),
        from_age=data.get("from_age", 0), under_age=data.get("under_age", 200), source=data["source"],
        verified=data["verified"],
    )  # fmt: skip


def terms(on: date) -> dict[str, Any]:
    """How long before the day somebody should be named, and what can be answered."""
    return definitions.current(FOLDER, "move-terms", on)


def answers() -> dict[str, Words]:
    """By stable id: what was answered in another year keeps its words."""
    newest = [data for data in definitions.load(FOLDER) if data["id"] == "move-terms"][-1]
    return {each["id"]: Words.read(each) for each in newest["answers"]}
