"""What an entry's facts say to a question: age, day, cost, language, distance, how fresh it is. Pure.

Who does not fit stands lower and says so; nothing is left out that no filter chose.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from math import acos, cos, radians, sin
from typing import Any

from unstori.directory.rules import indexing
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.parts import Part

EARTH = 6_371_008.8  # metres, mean radius (IUGG)
NEAR_BY = 8_000  # metres: what is so far away counts half as much for being near
FAR, NEARNESS = 0.5, 1.0  # whoever says where they are, means it
FRESHNESS, MEETS = 0.05, 0.08
UNFIT = {
    "age": 0.35,
    "day": 0.4,
    "cost": 0.7,
    "referral": 0.7,
    "language": 0.6,
    "closed": 0.6,
    "access": 0.85,
}
UNSAID = {"day": 0.75, "cost": 0.92, "referral": 0.92, "age": 0.97}
Facts = Mapping[str, Any]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reason:
    """Data, worded by presenters. `code` and what `values` then holds:

    why: name {words}; words {words}; also {asked, found} (another word for it); age {least, most, said};
    day {day, opens, closes}; near {metres}; free {}; language {language}; access {what}; no_referral {}.
    why_not: age {least, most, said}; day {days, said}; closed {status}; cost {}; referral {}; lacks {words} (words
    that it does not have); language {language}; access {what} (nothing is said of it).
    """

    code: str
    values: dict[str, Any] = field(default_factory=dict)


class Candidate:
    """An entry as the index knows it. Of most of those that are compared nobody asks more than their names, so words are
    taken apart, and facts read, only when something is asked of them."""

    __slots__ = ("_facts", "_fields", "_told", "fits", "key")

    def __init__(self, key: Any, said: Sequence[str], told: str, fits: float = 0.0):
        """`said`: stems in the order of FIELDS; `told`: facts as JSON; `fits`: how near its meaning comes."""
        self.key, self._told, self.fits = key, told, fits
        self._fields: list[str | frozenset[str]] = list(said)
        self._facts: Facts | None = None

    def stems(self, number: int) -> frozenset[str]:
        """Of one of FIELDS."""
        found = self._fields[number]
        if isinstance(found, str):
            found = self._fields[number] = frozenset(found.split())
        return found

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            self._facts = dict(json.loads(self._told))
        return self._facts


@dataclass(slots=True)
class Judged:
    """An entry on its way. `tells`: reasons are wanted, too."""

    one: Candidate
    tells: bool
    worth: float = 0.0
    has_all: bool = True
    factor: float = 1.0
    metres: float | None = None
    why: list[Reason] = field(default_factory=list)
    why_not: list[Reason] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    @property
    def score(self) -> float:
        return round(self.worth * self.factor, 6)

    def good(self, code: str, **values: Any) -> None:
        self.factor *= 1 + MEETS
        if self.tells:
            self.why.append(Reason(code, values))

    def bad(self, kind: str, code: str, **values: Any) -> None:
        self.factor *= UNFIT[code]
        self.failed.add(kind)
        if self.tells:
            self.why_not.append(Reason(code, values))

    def say(self, told: Sequence[str], missing: Sequence[Part]) -> None:
        """The words that it has, and those that it has not."""
        if told and self.tells:
            self.why.insert(0, Reason("words", {"words": tuple(dict.fromkeys(told))}))
        if missing and self.tells:
            self.why_not.append(Reason("lacks", {"words": tuple(part.said for part in missing)}))

    def unsaid(self, kind: str, code: str) -> None:
        self.factor *= UNSAID[code]
        self.failed.add(kind)


@dataclass(frozen=True, slots=True)
class Question:
    asked: Asked
    parts: Sequence[Part]
    today: date
    point: Point | None

    @property
    def leaves_out(self) -> bool:
        return bool(self.asked.must) or self.asked.within is not None

    @property
    def most(self) -> float:
        """No entry can be worth more times its words than this, whatever its facts are."""
        asked = self.asked
        met = sum(map(bool, (asked.age is not None, asked.days or asked.opens is not None, asked.free,
                             asked.no_referral, asked.language)))  # fmt: skip
        near = FAR + NEARNESS if self.point else 1.0
        return (1 + MEETS) ** met * near * (1 + FRESHNESS)


def judge(question: Question, judged: Judged) -> None:
    """By its facts."""
    asked, facts = question.asked, judged.one.facts
    _age(asked, facts, judged)
    _when(asked, facts, judged)
    _terms(asked, facts, judged)
    if facts["status"] not in ("active", ""):
        judged.bad("status", "closed", status=facts["status"])
    judged.metres = nearest(facts, question.point)
    if judged.metres is not None:
        judged.factor *= FAR + NEARNESS / (1 + judged.metres / NEAR_BY)
        judged.why.append(Reason("near", {"metres": judged.metres}))
    elif question.point and asked.place:
        judged.factor *= FAR + NEARNESS / 5
    judged.factor *= 1 + FRESHNESS * indexing.freshness(facts["checked"], question.today)


def stays(question: Question, one: Judged) -> bool:
    asked = question.asked
    inside = asked.within is None or question.point is None
    return (inside or (one.metres is not None and one.metres <= (asked.within or 0))) and not (
        one.failed & asked.must
    )


def _age(asked: Asked, facts: Facts, judged: Judged) -> None:
    least, most = facts["ages"]
    if asked.age is None:
        grown_up, child = (least or 0) >= 18, most is not None and most < 18
        if (asked.grown is False and grown_up) or (asked.grown and child):
            judged.bad("age", "age", least=least, most=most, said=None)
        return
    said = {"least": least, "most": most, "said": asked.age}
    if least is None and most is None:
        judged.factor *= UNSAID["age"]
    elif (least is not None and asked.age < least) or (most is not None and asked.age >= most + 1):
        judged.bad("age", "age", **said)
    else:
        judged.good("age", **said)


def _when(asked: Asked, facts: Facts, judged: Judged) -> None:
    if not asked.days and asked.opens is None:
        return
    kinds = {"day"} if asked.days else {"opens", "closes"}
    hours = [(day, _time(opens), _time(closes)) for day, opens, closes in facts["hours"]]
    fits = [one for one in hours if _is_then(one, asked)]
    if fits:
        day, opens, closes = fits[0]
        judged.good("day", day=day, opens=opens, closes=closes)
    elif any(one[0] is not None for one in hours):
        days = sorted({one[0] for one in hours if one[0] is not None})
        for kind in kinds:
            judged.failed.add(kind)
        judged.bad("day", "day", days=tuple(days), said=asked.days[0] if len(asked.days) == 1 else None)
    else:
        judged.failed |= kinds
        judged.unsaid("day", "day")


def _is_then(hours: tuple[int | None, time | None, time | None], asked: Asked) -> bool:
    day, opens, closes = hours
    if asked.days and day not in asked.days:
        return False
    if asked.opens is None and asked.closes is None:
        return day is not None
    if opens is None and closes is None:
        return bool(asked.days)
    return (asked.closes is None or (opens or time.min) < asked.closes) and (
        asked.opens is None or (closes or opens or time.max) > asked.opens
    )


def _time(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None


def _terms(asked: Asked, facts: Facts, judged: Judged) -> None:
    if asked.free:
        _told(judged, facts["free"], "free", "free", "cost")
    if asked.no_referral:
        _told(
            judged,
            None if facts["refers"] is None else not facts["refers"],
            "no_referral",
            "no_referral",
            "referral",
        )
    if asked.language and asked.language not in ("bsl", "en"):
        if asked.language in facts["languages"]:
            judged.good("language", language=asked.language)
        else:
            judged.bad("language", "language", language=asked.language)


def _told(judged: Judged, said: bool | None, kind: str, good: str, bad: str) -> None:
    if said:
        judged.good(good)
    elif said is None:
        judged.unsaid(kind, bad)
    else:
        judged.bad(kind, bad)


def nearest(facts: Facts, point: Point | None) -> float | None:
    if point is None or not facts["points"]:
        return None
    return min(apart(point, (north, east)) for north, east in facts["points"])


def apart(one: Point, other: Point) -> float:
    """Metres on the sphere."""
    north, south, turn = radians(one[0]), radians(other[0]), radians(one[1] - other[1])
    inside = sin(north) * sin(south) + cos(north) * cos(south) * cos(turn)
    return EARTH * acos(min(max(inside, -1.0), 1.0))
