"""What a made-up service *is*: drawn first, from properties. How it is worded comes after, and knows no question."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bench.directory.places import Address, Town, address, towns

WORDS = Path(__file__).with_name("words")
OLDEST = 120
# When: days (Monday is 0), from, to. Holidays have weekdays of their own, and only then.
WHEN = {
    "weekday": ((0, 1, 2, 3, 4), "09:30", "15:00"),
    "evening": ((0, 1, 2, 3, 4), "18:00", "20:00"),
    "after_school": ((0, 1, 2, 3, 4), "15:30", "17:00"),
    "saturday": ((5,), "10:00", "13:00"),
    "sunday": ((6,), "10:00", "12:00"),
    "holidays": ((0, 1, 2, 3, 4), "09:30", "15:30"),
    "allweek": ((0, 1, 2, 3, 4, 5, 6), "00:00", "23:59"),
}
STATES = ("active",) * 94 + ("temporarily closed",) * 3 + ("inactive",) * 2 + ("defunct",)


@dataclass(frozen=True, slots=True)
class What:
    """`needs` is whom it is for; `welcomes` are needs that a place for everybody is good with.

    `about`: whom those who come care for; the needs are theirs.
    """

    number: int
    id: UUID
    activity: str
    ages: tuple[int, int]
    needs: str
    welcomes: tuple[str, ...]
    about: bool
    when: str
    days: tuple[int, ...]
    opens: str
    closes: str
    setting: str
    open: bool
    cost: float
    access: tuple[str, ...]
    language: str  # of its texts: en, cy or both
    in_welsh: bool  # whether it is given in Welsh
    town: Town
    address: Address | None
    status: str
    weeks: int | None  # to wait


@cache
def activities() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(WORDS.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: one for name, one in found.items() if "weight" in one}


@cache
def _order(seed: int) -> tuple[str, ...]:
    """Each activity as often as its weight says, mixed; a larger directory goes round again."""
    order = [name for name, one in activities().items() for _ in range(one["weight"])]
    random.Random(f"order {seed}").shuffle(order)
    return tuple(order)


def everything(size: int, seed: int = 1) -> Iterator[What]:
    """One after another: the same number is the same service whatever came before it."""
    places = towns(size)
    for number in range(size):
        yield draw(number, places, seed)


def draw(number: int, places: tuple[Town, ...], seed: int = 1) -> What:
    chance = random.Random(f"{seed}:{number}")
    order = _order(seed)
    activity = order[number % len(order)]
    kind = activities()[activity]
    town = chance.choice(places)
    when = chance.choice(kind["when"])
    days, opens, closes = WHEN[when]
    setting = kind.get("setting", "place")
    least, most = chance.choice(kind["ages"])
    needs = chance.choice(kind["needs"])
    welsh = town.is_welsh
    language = chance.choices(("en", "both", "cy"), (45, 40, 15) if welsh else (99, 1, 0))[0]
    return What(
        number=number, id=uuid5(NAMESPACE_URL, f"urn:unstori:bench:{seed}:{number}"), activity=activity,
        ages=(least, most or OLDEST), needs=needs, welcomes=_welcomes(needs, chance), about=bool(kind.get("about")),
        when=when, days=_days(days, chance), opens=opens, closes=closes, setting=setting,
        open=chance.random() < kind["open"], cost=float(chance.choice(kind["costs"])),
        access=tuple(one for one in kind["access"] if chance.random() < 0.45), language=language,
        in_welsh=welsh and (language == "cy" or chance.random() < 0.4), town=town,
        address=address(town, chance, welsh=language == "cy") if setting == "place" else None,
        status=chance.choice(STATES), weeks=chance.choice((0, 0, 4, 8, 12, 26, 40, 78)) if kind["open"] < 0.6 else None,
    )  # fmt: skip


def _welcomes(needs: str, chance: random.Random) -> tuple[str, ...]:
    """A third of what is for everybody says whom it is ready for."""
    ready = ("autism", "learning", "physical", "deaf", "vision", "anxiety", "adhd")
    return tuple(sorted(chance.sample(ready, 2))) if needs == "any" and chance.random() < 0.35 else ()


def _days(days: tuple[int, ...], chance: random.Random) -> tuple[int, ...]:
    """Mostly one or two days of those that it could be; what is open always is open always."""
    if len(days) in (1, 7):
        return days
    return tuple(sorted(chance.sample(days, chance.choice((1, 1, 2, 5)))))
