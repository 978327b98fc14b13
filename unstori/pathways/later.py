"""Later life as policy people write it: how long an arrangement holds, and the checks that belong to an age."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unstori.core import definitions
from unstori.core.words import Words
from unstori.pathways.rules.later import belongs

FOLDER = Path(__file__).parent / "definitions" / "later"


@dataclass(frozen=True)
class Check:
    """Something to ask for. `who` narrows it to those to whom it applies, which each says of themselves."""

    id: str
    when: str  # now, soon
    name: Words
    say: Words
    who: str
    from_age: int
    source: str
    verified: bool


def checks(nation: str, age: int | None, on: date) -> list[Check]:
    """What belongs to this age where the person lives, and what comes soon."""
    data = definitions.current(FOLDER, "ageing-well", on)
    found = []
    for each in data["checks"]:
        limits = {name: each[name] for name in ("where", "from_age", "under_age")}
        if when := belongs(nation=nation, age=age, **limits):
            found.append(
                Check(
                    each["id"], when, Words.read(each["name"]), Words.read(each["say"]), each.get("who", ""),
                    each["from_age"], each["source"], each["verified"],
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: one.when != "now")
