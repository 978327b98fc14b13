"""Which offers are due and how somebody disagrees, by where the person lives and on a day."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.words import Words

FOLDER = Path(__file__).resolve().parents[1] / "definitions"
OFFERS, ROUTES = "offers", "routes"
Item = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """Which definition an answer is stored against."""

    definition: str
    definition_version: int

    def as_fields(self) -> dict[str, Any]:
        return {"definition": self.definition, "definition_version": self.definition_version}


def _current(what: str, jurisdiction: str) -> Item:
    return definitions.current(FOLDER, f"{what}-{jurisdiction}", clock.today())


def kept(what: str, jurisdiction: str) -> Kept:
    """The version that holds today."""
    held = _current(what, jurisdiction)
    return Kept(held["id"], held["version"])


def offers_in(jurisdiction: str) -> list[Item]:
    """What somebody there is entitled to be offered, in the order of need."""
    found: list[Item] = _current(OFFERS, jurisdiction)["offers"]
    return found


def answer_within(jurisdiction: str) -> int:
    """In how many days who asks for it themselves is answered."""
    days: int = _current(OFFERS, jurisdiction)["answer_within_days"]
    return days


def offer_named(definition: str, version: int, kind: str) -> Words:
    """What an offer was called in the version against which it was written."""
    return Words.read(offer_item(definition, version, kind)["name"])


def offer_item(definition: str, version: int, kind: str) -> Item:
    """An offer as it stood in the version against which it was written."""
    held = definitions.version(FOLDER, definition, version)["offers"]
    return next(one for one in held if one["id"] == kind)


def is_carers(item: Item) -> bool:
    """Whether it is for somebody who cares for the person, and not for the person."""
    return item["for"] in ("carer", "young_carer")


def routes_in(jurisdiction: str) -> list[Item]:
    """The ways to disagree that hold there today."""
    found: list[Item] = _current(ROUTES, jurisdiction)["routes"]
    return found


def route(definition: str, version: int, id: str) -> Item:
    """One way, as it was when somebody took it."""
    held = definitions.version(FOLDER, definition, version)["routes"]
    return next(one for one in held if one["id"] == id)


def help_said() -> Item:
    """Danger and how to complain: Easy Read, who helps for free, and other languages."""
    return definitions.current(FOLDER, "help", clock.today())


def step(route: Item, id: str) -> Item | None:
    """One step of a way."""
    return next((one for one in route["steps"] if one["id"] == id), None)
