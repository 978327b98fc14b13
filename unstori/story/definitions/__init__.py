"""Facts and guides as policy people write them, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import clock
from unstori.core import definitions as toml
from unstori.core.words import Words

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


@dataclass(frozen=True)
class Question:
    id: str
    theme: str
    ask: Words
    easy: Words


@dataclass(frozen=True)
class Guide:
    id: str
    version: int
    title: Words
    about: Words
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question | None:
        """A question by its stable id."""
        return next((question for question in self.questions if question.id == id), None)


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
    item = toml.version(GUIDES, id, version) if version else toml.current(GUIDES, id, clock.today())
    questions = tuple(
        Question(asked["id"], asked["theme"], Words.read(asked["ask"]), Words.read(asked["easy"]))
        for asked in item["questions"]
    )
    return Guide(item["id"], item["version"], Words.read(item["title"]), Words.read(item["about"]), questions)
