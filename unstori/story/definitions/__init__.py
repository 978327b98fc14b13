"""Facts and guides as policy people write them, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import clock
from unstori.core import definitions as toml
from unstori.core.words import Words
from unstori.story.definitions.asking import ASKED, OWN, TOGETHER, Choice, Guide, Question, read

FOLDER = Path(__file__).parent
GUIDES = FOLDER / "guides"


@dataclass(frozen=True)
class FactKind:
    """One thing to know about a person. `identity` names the field of `Person` that holds it as well."""

    key: str
    label: Words
    hint: Words
    section: str
    months: int
    many: bool
    identity: str
    source: str


@cache
def facts() -> dict[str, FactKind]:
    """Every fact there is, in the order in which it is shown."""
    (held,) = [item for item in toml.load(FOLDER) if item["id"] == "facts"]
    return {item["key"]: _fact(item, held["source"]) for item in held["facts"]}


def _fact(item: dict[str, Any], source: str) -> FactKind:
    return FactKind(
        key=item["key"],
        label=Words.read(item["label"]),
        hint=Words.read(item["hint"]),
        section=item["section"],
        months=item["still_true_after_months"],
        many=item.get("many", False),
        identity=item.get("identity", ""),
        source=item.get("source", source),
    )


def guide(id: str = "first-conversation", version: int | None = None) -> Guide:
    """The guide that holds today, or the version along which a conversation was begun. Raises KeyError."""
    return read(toml.version(GUIDES, id, version) if version else toml.current(GUIDES, id, clock.today()))


def guides(jurisdiction: str = "", *shapes: str) -> list[Guide]:
    """Those that hold today, of these shapes, where the person lives: the first conversation first."""
    ids = {item["id"] for item in toml.load(GUIDES) if item["valid_from"] <= clock.today()}
    every = [guide(id) for id in sorted(ids)]
    held = [one for one in every if one.shape in shapes and one.holds_in(jurisdiction)]
    return sorted(held, key=lambda one: one.order)


__all__ = [
    "ASKED", "FOLDER", "GUIDES", "OWN", "TOGETHER", "Choice", "FactKind", "Guide", "Question", "facts",
    "guide", "guides",
]  # fmt: skip
