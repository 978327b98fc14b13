"""How well an entry fits a question, why, and why somebody might not be able to go. Pure, and the same on both databases.

The shape is BM25's with weights of fields: where a word stands counts (name, terms, who it is for, the rest), and how
telling it is. Then what was asked besides: who does not fit stands lower and says so; nothing is hidden that no filter chose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from math import acos, cos, radians, sin
from typing import Any

from unstori.directory.rules import indexing, meaning, words
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.parts import Part

EARTH = 6_371_008.8  # metres, mean radius (IUGG)
FIELDS = (("name", 1.0), ("terms", 0.85), ("about", 0.6), ("words", 0.45))
WHOLE = 1.35  # times as good as what has a part
NAMED = 0.15  # more when everything that was asked stands in the name
HINTED = 0.1
OFF_TOPIC, FOR_OTHERS = 0.5, 0.75
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as the index knows it."""

    key: Any
    fields: tuple[frozenset[str], ...]  # in the order of FIELDS
    facts: Facts
    fits: float = 0.0  # how near its meaning comes, where that is asked


@dataclass(frozen=True, slots=True)
class Ranked:
    key: Any
    score: float
    why: tuple[Reason, ...]
    why_not: tuple[Reason, ...]
    metres: float | None
    has_all: bool
    may_stay: bool


@dataclass
class _Judged:
    factor: float = 1.0
    why: list[Reason] = field(default_factory=list)
    why_not: list[Reason] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def good(self, code: str, **values: Any) -> None:
        self.factor *= 1 + MEETS
        self.why.append(Reason(code, values))

    def bad(self, kind: str, code: str, **values: Any) -> None:
        self.factor *= UNFIT[code]
        self.why_not.append(Reason(code, values))
        self.failed.add(kind)

    def say(self, told: Sequence[str], missing: Sequence[Part]) -> None:
        """The words that it has, and those that it has not."""
        if told:
            self.why.insert(0, Reason("words", {"words": tuple(dict.fromkeys(told))}))
        if missing:
            self.why_not.append(Reason("lacks", {"words": tuple(part.said for part in missing)}))

    def unsaid(self, kind: str, code: str) -> None:
        self.factor *= UNSAID[code]
        self.failed.add(kind)


def rank(
    asked: Asked,
    parts: Sequence[Part],
    found: Iterable[Candidate],
    *,
    today: date,
    point: Point | None = None,
) -> list[Ranked]:
    """The best first; those that fit alike in the order of their keys, so that pages do not move."""
    ranked = [judge(asked, parts, one, today=today, point=point) for one in found]
    return sorted((one for one in ranked if one.may_stay), key=lambda one: (-one.score, one.key))


def judge(asked: Asked, parts: Sequence[Part], one: Candidate, *, today: date, point: Point | None) -> Ranked:
    judged = _Judged()
    worth, has_all = _words(asked, parts, one, judged)
    _age(asked, one.facts, judged)
    _when(asked, one.facts, judged)
    _terms(asked, one.facts, judged)
    if one.facts["status"] not in ("active", ""):
        judged.bad("status", "closed", status=one.facts["status"])
    metres = nearest(one.facts, point)
    if metres is not None:
        judged.factor *= FAR + NEARNESS / (1 + metres / NEAR_BY)
        judged.why.append(Reason("near", {"metres": metres}))
    elif point and asked.place:
        judged.factor *= FAR + NEARNESS / 5
    judged.factor *= 1 + FRESHNESS * indexing.freshness(one.facts["checked"], today)
    inside = asked.within is None or point is None or (metres is not None and metres <= asked.within)
    stays = inside and not judged.failed & asked.must
    return Ranked(one.key, round(worth * judged.factor, 6), tuple(judged.why), tuple(judged.why_not), metres,
                  has_all, stays)  # fmt: skip


def _words(asked: Asked, parts: Sequence[Part], one: Candidate, judged: _Judged) -> tuple[float, bool]:
    """From 0 to about 1, and whether it has all of what is not only a hint."""
    needed = [part for part in parts if not part.optional]
    worth = sum(part.weight for part in needed)
    if not needed or not worth:
        hinted = sum(HINTED * _where(part, one)[0] for part in parts)
        return 0.5 + hinted + one.fits, True
    score, in_name = 0.0, 0
    told: list[str] = []
    missing: list[Part] = []
    for part in parts:
        best, token, place = _where(part, one)
        if part.is_weak and best:
            best = (1 + best) / 2  # so wide a word may stand anywhere
        if part.optional:
            score += HINTED * best
            continue
        score += part.weight * best / worth
        in_name += place == 0 and not token.startswith(meaning.WIDER)
        if not _tell_access(asked, part, bool(best), judged):
            (_tell(part, one, token, told, judged) if best else missing.append(part))
    judged.say(told, missing)
    score += NAMED * (in_name == len(needed))
    whole = not missing and "access" not in judged.failed
    return _as_a_whole(asked, score, missing, one, whole=whole) + one.fits, whole


def _as_a_whole(asked: Asked, score: float, missing: Sequence[Part], one: Candidate, *, whole: bool) -> float:
    if whole:
        return score * WHOLE
    score *= OFF_TOPIC ** sum(part.is_topic for part in missing)
    return score * FOR_OTHERS if _is_for_others(asked, missing, one) else score


def _tell_access(asked: Asked, part: Part, there: bool, judged: _Judged) -> bool:
    """What was asked as a way in is told as that, and not as a word."""
    code = _access(asked, part)
    if code and there:
        judged.good("access", what=code)
    elif code:
        judged.bad("access", "access", what=code)
    return bool(code)


def _tell(part: Part, one: Candidate, token: str, told: list[str], judged: _Judged) -> None:
    """The entry's own words, or another word for the same."""
    if token.startswith((meaning.MEANS, meaning.WIDER)) and not _says(part, one):
        judged.why.append(Reason("also", {"asked": part.said, "found": part.group}))
    else:
        told.append(part.said)


def _is_for_others(asked: Asked, missing: Sequence[Part], one: Candidate) -> bool:
    """Its name or its terms speak of another need than the one that was asked for, and nothing of that one."""
    if not any(part.kind == "need" for part in missing):
        return False
    mine = {meaning.sign_of(need.replace("_", "-")) for need in asked.need}
    return bool(((one.fields[0] | one.fields[1]) & _needs()) - mine)


@cache
def _needs() -> frozenset[str]:
    return frozenset(map(meaning.sign_of, meaning.of_kind("need")))


def _says(part: Part, one: Candidate) -> bool:
    """All the words of a phrase, though not only one meaning of them."""
    if " " not in part.said:
        return False  # its own stems would have told
    said = [word for word in part.said.split() if not words.is_small(word)]
    stems = frozenset().union(*one.fields)
    return bool(said) and all(stems & set(words.asked_stems(word)) for word in said)


def _access(asked: Asked, part: Part) -> str:
    code = part.group.replace("-", "_")
    return code if code in asked.access or (code == "bsl" and asked.language == "bsl") else ""


def _where(part: Part, one: Candidate) -> tuple[float, str, int]:
    """Its best place: what that is worth, by which word, in which field."""
    best, by, place = 0.0, "", -1
    for number, (stems, (_name, weight)) in enumerate(zip(one.fields, FIELDS, strict=True)):
        for token, worth in part.tokens:
            if token in stems and weight * worth > best:
                best, by, place = weight * worth, token, number
    return best, by, place


def _age(asked: Asked, facts: Facts, judged: _Judged) -> None:
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


def _when(asked: Asked, facts: Facts, judged: _Judged) -> None:
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


def _terms(asked: Asked, facts: Facts, judged: _Judged) -> None:
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


def _told(judged: _Judged, said: bool | None, kind: str, good: str, bad: str) -> None:
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
