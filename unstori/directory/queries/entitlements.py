"""What can be asked for, out of the definitions that hold today. No row of anybody is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.words import Words
from unstori.directory.rules.entitlements import Conditions, Situation, because, fits

FOLDER = Path(__file__).resolve().parents[1] / "definitions"
LISTS = "entitlements-"
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One thing that can be asked for, and which definition says so."""

    id: str
    conditions: Conditions
    item: Item
    definition: str
    version: int
    valid_from: str

    @property
    def name(self) -> Words:
        return Words.read(self.item["name"])

    @property
    def verified(self) -> bool:
        return bool(self.item["verified"])


def asking() -> Item:
    """What is asked before the list, who decides, and what to do about a no."""
    return definitions.current(FOLDER, "asking-for", clock.today())


def entitlements() -> list[Entitlement]:
    """Everything that holds today, in the order of the definitions."""
    today = clock.today()
    named = dict.fromkeys(one["id"] for one in definitions.load(FOLDER) if one["id"].startswith(LISTS))
    held = [
        definitions.current(FOLDER, id, today)
        for id in named
        if any(one["id"] == id and one["valid_from"] <= today for one in definitions.load(FOLDER))
    ]
    return [_read(one, item) for one in held for item in one["entitlements"]]


def _read(definition: Item, item: Item) -> Entitlement:
    ages = item.get("ages")
    conditions = Conditions(
        str(item.get("where", definition["jurisdiction"])),
        (ages[0], ages[1]) if ages else None,
        frozenset(item.get("when", ())),
    )
    since = definition["valid_from"].isoformat()
    return Entitlement(item["id"], conditions, item, definition["id"], definition["version"], since)


def entitlement(id: str) -> Entitlement | None:
    return next((one for one in entitlements() if one.id == id), None)


def entitlements_for(said: Situation) -> list[Entitlement]:
    """What fits, what answers most of what was ticked first."""
    found = [one for one in entitlements() if fits(one.conditions, said)]
    return sorted(found, key=lambda one: -len(because(one.conditions, said)))


def entitlements_named(ids: Iterable[str]) -> list[Entitlement]:
    """Those of these ids that hold today."""
    wanted = set(ids)
    return [one for one in entitlements() if one.id in wanted]
