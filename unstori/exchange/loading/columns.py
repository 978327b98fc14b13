"""The columns that can be brought in, and what can be wrong: data (`definitions/first_load.toml`)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.words import Words

FOLDER = Path(__file__).parents[1] / "definitions"
TABLES = ("people", "workers", "circle")  # in this order: whose circle must be known before the circle
PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Column:
    key: str
    name: Words
    means: Words
    required: bool
    headings: tuple[str, ...]
    example: str


def definition() -> dict[str, Any]:
    return definitions.current(FOLDER, "first_load", clock.today())


def columns(of: str) -> dict[str, Column]:
    """Of one table, by key, in the order in which they are shown."""
    return {one.key: one for one in map(_column, (c for c in definition()["columns"] if c["of"] == of))}


def _column(said: dict[str, Any]) -> Column:
    name = Words.read(said["name"])
    known = (*said["headings"], name.en, name.cy, said["id"].partition("-")[2])
    return Column(
        said["id"].partition("-")[2], name, Words.read(said["means"]), said.get("required", False),
        tuple(plain(one) for one in known), said["example"],
    )  # fmt: skip


def faults() -> dict[str, tuple[Words, Words]]:
    """By kind: what is wrong, and how to mend it."""
    return {one["id"]: (Words.read(one["words"]), Words.read(one["mend"])) for one in definition()["faults"]}


def plain(text: str) -> str:
    """A heading or a value without what does not count: capitals, spaces, marks."""
    return PLAIN.sub("", text.casefold())


def guessed(of: str, headings: list[str], remembered: dict[str, str]) -> dict[str, str]:
    """For each column the heading that means it: as somebody here said before, or by its words."""
    found: dict[str, str] = {}
    for key, column in columns(of).items():
        free = [one for one in headings if one not in found.values()]
        before = [one for one in free if remembered.get(key) == plain(one)]
        alike = [one for name in column.headings for one in free if plain(one) == name]
        if said := before or alike:
            found[key] = said[0]
    return found
