"""The plan's definitions: well-being domains, document layouts and the review's questions."""

from datetime import date
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.words import Words as Words
from unstori.plan import rules

FOLDER = Path(__file__).parent / "definitions"


def domains(on: date | None = None) -> list[dict[str, Any]]:
    """The eight national well-being domains, in their order."""
    held = definitions.current(FOLDER / "domains", "national-well-being-outcomes", on or clock.today())
    return list(held["domains"])


WELLBEING = {"wales": "national-well-being-outcomes", "england": "well-being-areas-england"}


def wellbeing(jurisdiction: str, on: date | None = None) -> dict[str, Any]:
    """The statements of well-being where the person lives: Wales has national ones, England areas alone."""
    id = WELLBEING.get(jurisdiction, WELLBEING["wales"])
    return definitions.current(FOLDER / "domains", id, on or clock.today())


def domain_names(ids: list[str]) -> list[Words]:
    """What chosen domains are called in short."""
    return [Words.read(domain["short"]) for domain in domains() if domain["id"] in ids]


def layouts(
    jurisdiction: str, on: date | None = None, *, born_on: date | None = None
) -> list[dict[str, Any]]:
    """The newest version of each document layout that holds where the person lives, and at their age."""
    newest = {
        item["id"]: item
        for item in definitions.load(FOLDER / "layouts")
        if item["jurisdiction"] in ("any", jurisdiction)
        and item["valid_from"] <= (on or clock.today())
        and rules.is_for_age(item.get("until_age"), born_on, on or clock.today())
    }
    return sorted(newest.values(), key=lambda item: (item.get("easy", False), item["jurisdiction"] != "any"))


def of_law(jurisdiction: str, born_on: date | None = None) -> list[dict[str, Any]]:
    """Layouts that are issued as a draft and as a final plan (IDP, EHC plan)."""
    return [one for one in layouts(jurisdiction, born_on=born_on) if one.get("statutory")]


def part(jurisdiction: str, key: str) -> dict[str, Any] | None:
    """A part of a plan of the law that is written in words, where the person lives."""
    specs = [spec for one in of_law(jurisdiction) for spec in one["blocks"] if spec.get("part") == key]
    return specs[0] if specs else None


def layout(id: str, version: int | None = None) -> dict[str, Any]:
    """One layout, as it holds now or as it was. Raises KeyError."""
    if version is None:
        return definitions.current(FOLDER / "layouts", id, clock.today())
    return definitions.version(FOLDER / "layouts", id, version)


def review_guide() -> dict[str, Any]:
    return definitions.current(FOLDER / "guides", "review", clock.today())


def conclusion_words(id: str) -> Words | None:
    """How a review ended, in words."""
    found = [item for item in review_guide()["conclusions"] if item["id"] == id]
    return Words.read(found[0]["words"]) if found else None
