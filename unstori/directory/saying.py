"""What can be said about an entry, and how it is heard: `definitions/voice-*.toml` and `visit-*.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.words import Words

FOLDER = Path(__file__).parent / "definitions"


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    words: Words
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One page of a visit."""

    id: str
    section: str
    symbol: str
    easy: Words
    more: Words
    choices: tuple[Choice, ...]

    def choice(self, id: str) -> Choice | None:
        return next((one for one in self.choices if one.id == id), None)


@dataclass(frozen=True, slots=True)
class Guide:
    """All that a visit asks, as it was when the visit began."""

    version: int
    sections: tuple[Choice, ...]
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question | None:
        return next((one for one in self.questions if one.id == id), None)


def _voice() -> dict[str, Any]:
    return definitions.current(FOLDER, "voice", clock.today())


def number(name: str) -> int:
    return int(_voice()["numbers"][name])


def choices(name: str) -> tuple[Choice, ...]:
    """Of one list: `parts`, `unchanged`, `again`, `sent_back`."""
    return _choices(_voice()[name])


def as_whom(kind: str) -> tuple[Choice, ...]:
    """As whom somebody in this capacity can be shown."""
    return _choices(one for one in _voice()["as_whom"] if kind in one["kinds"])


def said(name: str, id: str) -> str:
    """One of a list in the language of the page; an id that is gone says nothing."""
    return next((str(one.words) for one in choices(name) if one.id == id), "")


def hints(text: str) -> list[str]:
    """What whoever looks should look at twice."""
    return [str(Words.read(one["words"])) for one in _voice()["hints"] if re.search(one["pattern"], text)]


def guide(number: int | None = None) -> Guide:
    """What a visit asks today, or asked in that version."""
    held = definitions.current(FOLDER, "visit", clock.today()) if number is None else None
    return _guide(held["version"] if held else number)


@cache
def _guide(number: int) -> Guide:
    held = definitions.version(FOLDER, "visit", number)
    scales = {one["id"]: _choices(one["choices"]) for one in held["scales"]}
    asked = tuple(
        Question(
            one["id"], one["section"], one["symbol"], Words.read(one["easy"]), Words.read(one["more"]),
            scales[one["scale"]],
        )
        for one in held["questions"]
    )  # fmt: skip
    return Guide(held["version"], _choices(held["sections"]), asked)


def _choices(items: Any) -> tuple[Choice, ...]:
    return tuple(Choice(one["id"], Words.read(one["words"]), one.get("symbol", "")) for one in items)
