"""How well a service answers a judged question (0 to 3), from what it is. Its wording is never looked at."""

import tomllib
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bench.directory.places import ENGLISH, WELSH, Town, towns
from bench.directory.what import What, activities

JUDGED = Path(__file__).with_name("judged")
MILE, EARTH = 1609.344, 6_371_008.8
NEAR, NOT_FAR = 5_000, 20_000  # metres: a bus ride, a drive
# What is partly the same: being for the one is better than being for neither.
RELATED = (
    {"learning", "downs"}, {"learning", "autism"}, {"complex", "physical"}, {"complex", "learning"},
    {"autism", "adhd"}, {"autism", "anxiety"}, {"behaviour", "anxiety"}, {"behaviour", "autism"}, {"behaviour", "adhd"},
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    text: str
    tongue: str
    voice: str
    kind: str
    wants: dict[str, int]
    asked: dict[str, Any]
    why: str

    @property
    def is_kept_back(self) -> bool:
        """Half of the questions nobody looks at while synonyms and rules are written; by their letters, not by choice."""
        return sum(map(ord, self.text)) % 2 == 1


@cache
def questions() -> tuple[Question, ...]:
    found = []
    for path in sorted(JUDGED.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for one in told["query"]:
            asked = {key: value for key, value in one.items() if key not in ("text", "kind", "wants", "why")}
            found.append(
                Question(
                    one["text"], told["tongue"], told["voice"], one["kind"], one["wants"], asked, one["why"]
                )
            )
    return tuple(found)


def counts(question: Question, what: What) -> bool:
    """Across languages, what stands in the question's own language is taken out of the list."""
    left = question.asked.get("leave")
    return not left or what.language not in (left, "both")


def grade(question: Question, what: What) -> int:
    """What it is worth, less what does not fit. What somebody cannot go to is worth nothing."""
    worth = question.wants.get(what.activity, 0)
    if not worth or what.status == "defunct" or not _fits_age(question.asked, what):
        return 0
    off = (
        _need(question.asked.get("need"), what) + _terms(question.asked, what) + _place(question.asked, what)
    )
    return max(worth - off - (what.status != "active"), 0)


def _fits_age(asked: dict[str, Any], what: What) -> bool:
    """Where parents go for their child, the child's age shuts nobody out."""
    if what.about or what.setting == "phone":
        return True
    least, most = what.ages
    if (age := asked.get("age")) is not None and not least <= age <= most:
        return False
    return not (asked.get("child") and least > 17) and not (asked.get("adult") and most < 18)


def _need(need: str | None, what: What) -> int:
    """For everybody is a little less than for them; for somebody else is no use."""
    is_for_some = what.needs not in ("any", "disabled")
    if need is None:
        return int(is_for_some and "any" in activities()[what.activity]["needs"])
    if what.needs in (need, "disabled") or (need == "disabled" and is_for_some):
        return 0
    if what.needs == "any":
        return int(not (need in what.welcomes or (need == "disabled" and what.welcomes)))
    return 1 if {need, what.needs} in RELATED else 3


def _terms(asked: dict[str, Any], what: What) -> int:
    days, times = asked.get("days"), asked.get("time")
    return 2 * sum((
        days is not None and not set(days) & set(what.days),
        times is not None and what.when not in (*times, "allweek"),
        bool(asked.get("free")) and what.cost > 0,
        not set(asked.get("access", ())) <= set(what.access),
        bool(asked.get("in_welsh")) and not what.in_welsh,
        bool(asked.get("no_referral")) and not what.open,
    ))  # fmt: skip


def _place(asked: dict[str, Any], what: What) -> int:
    """What comes to people's homes or answers the telephone is near for its own county."""
    if "town" not in asked:
        return 0
    town = _town(asked["town"])
    if what.address is None:
        return 0 if what.town.county == town.county else 3
    away = metres((town.latitude, town.longitude), (what.address.latitude, what.address.longitude))
    if miles := asked.get("miles"):
        return 0 if away <= miles * MILE else 3
    return (away > NEAR) + (away > NOT_FAR)


@cache
def _town(name: str) -> Town:
    return towns(0)[(*WELSH, *ENGLISH).index(name)]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    part = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(part))
