"""Assessments as policy people write them: what each looks at, what it tests, and what follows."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unstori.assessment import rules
from unstori.core import clock, definitions
from unstori.core.words import Words

FOLDER = Path(__file__).parent / "definitions"


@dataclass(frozen=True)
class Ask:
    id: str
    words: Words


@dataclass(frozen=True)
class Element:
    """One of the things that an assessment looks at, and where the story may say it already."""

    id: str
    title: Words
    asks: tuple[Ask, ...]
    draws: tuple[str, ...]


@dataclass(frozen=True)
class Test:
    """One test of the law. `like` names what every country asks in its own way."""

    __test__ = False

    id: str
    like: str
    title: Words
    ask: Words
    source: str
    outcomes: tuple[str, ...]
    at_least: int


@dataclass(frozen=True)
class Kind:
    """One assessment, in one version."""

    id: str
    version: int
    jurisdiction: str
    source: str
    verified: bool
    family: str
    about: str
    section: str
    whole: bool
    title: Words
    says: Words
    clock_says: Words
    yes: Words
    no: Words
    subject: Words | None
    elements: tuple[Element, ...]
    tests: tuple[Test, ...]
    result: rules.Result
    clock: rules.Clock | None
    ages: tuple[int, int]

    @property
    def is_carers(self) -> bool:
        return self.about == "carer"

    def element(self, id: str) -> Element | None:
        return next((one for one in self.elements if one.id == id), None)

    def test(self, id: str) -> Test | None:
        return next((one for one in self.tests if one.id == id), None)


def kinds(jurisdiction: str, born_on: date | None, on: date | None = None) -> list[Kind]:
    """Those that there are where the person lives, for their age; without a day of birth, for any."""
    day = on or clock.today()
    newest = {
        item["id"]: item
        for item in definitions.load(FOLDER / "kinds")
        if item["jurisdiction"] == jurisdiction and item["valid_from"] <= day
    }
    made = [kind(id, item["version"]) for id, item in newest.items()]
    fitting = [one for one in made if rules.is_of_age(one.ages, born_on, day)]
    return sorted(fitting, key=lambda one: (one.is_carers, one.title.en))


def newest(id: str) -> Kind:
    """The version that holds today. Raises KeyError."""
    return kind(id, definitions.current(FOLDER / "kinds", id, clock.today())["version"])


@cache
def kind(id: str, version: int) -> Kind:
    """One version of one, so that an old answer keeps its question. Raises KeyError."""
    item = definitions.version(FOLDER / "kinds", id, version)
    held = _elements(item["elements_version"])
    said = {name: Words.read(item[name]) for name in ("title", "says", "clock_says", "yes", "no")}
    counted = item.get("clock")
    return Kind(
        id=id, version=version, jurisdiction=item["jurisdiction"], source=item["source"],
        verified=item.get("verified", True), family=item["family"], about=item["about"], section=item["section"],
        whole=item["decides"] == "whole", subject=Words.read(item["subject"]) if "subject" in item else None,
        elements=tuple(held[name] for name in item["elements"]), tests=tuple(map(_test, item["tests"])),
        result=rules.Result(tuple(item["result"].get("all_of", ())), tuple(item["result"].get("any_of", ()))),
        clock=rules.Clock(counted["days"], counted["of"] == "working", counted["verified"]) if counted else None,
        ages=(item.get("from_age", 0), item.get("until_age", 200)), **said,
    )  # fmt: skip


@cache
def _elements(version: int) -> dict[str, Element]:
    held = definitions.version(FOLDER / "elements", "elements", version)
    return {
        item["id"]: Element(
            item["id"],
            Words.read(item["title"]),
            tuple(Ask(ask["id"], Words.read(ask["ask"])) for ask in item["asks"]),
            tuple(item["draws"]),
        )
        for item in held["elements"]
    }


def _test(item: dict[str, Any]) -> Test:
    return Test(
        id=item["id"],
        like=item["like"],
        title=Words.read(item["title"]),
        ask=Words.read(item["ask"]),
        source=item["source"],
        outcomes=tuple(item.get("outcomes", ())),
        at_least=item.get("at_least", 0),
    )


@cache
def outcome_words() -> dict[str, Words]:
    """The outcomes that a need can relate to, as the regulations name them."""
    held = definitions.load(FOLDER / "outcomes")[-1]
    return {item["id"]: Words.read(item["words"]) for item in held["outcomes"]}


def alike(kind: Kind, other: Kind) -> list[tuple[Test | None, Test | None]]:
    """The tests of two kinds side by side, each beside the one that asks the same thing its own way."""
    theirs = {test.like: test for test in other.tests}
    pairs: list[tuple[Test | None, Test | None]] = [
        (test, theirs.pop(test.like, None)) for test in kind.tests
    ]
    return pairs + [(None, test) for test in theirs.values()]
