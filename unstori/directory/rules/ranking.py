"""How well an entry fits a question, why, and why somebody might not be able to go. Pure, and the same on both databases.

The shape is BM25's with weights of fields: where a word stands counts (name, terms, who it is for, the rest), and how
telling it is. Then what was asked besides: who does not fit stands lower and says so; nothing is hidden that no filter chose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import heappush, heappushpop
from typing import Any

from unstori.directory.rules import meaning, words
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.fitting import Candidate, Judged, Point, Question, Reason, apart, judge, stays
from unstori.directory.rules.parts import Part

__all__ = ["Candidate", "Order", "Ranked", "Reason", "apart", "rank"]
FIELDS = (("name", 1.0), ("terms", 0.85), ("about", 0.6), ("words", 0.45))
WHOLE = 1.35  # times as good as what has a part
NAMED = 0.15  # more when everything that was asked stands in the name
HINTED = 0.1
OFF_TOPIC, FOR_OTHERS = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Ranked:
    key: Any
    score: float
    why: tuple[Reason, ...]
    why_not: tuple[Reason, ...]
    metres: float | None


@dataclass(frozen=True, slots=True)
class Order:
    """What is shown, best first; how many there are in all; whether any has everything that was asked."""

    shown: tuple[Ranked, ...]
    number: int
    has_all: bool


def rank(
    asked: Asked,
    parts: Sequence[Part],
    found: Iterable[Candidate],
    *,
    today: date,
    point: Point | None = None,
    first: int = 0,
    count: int | None = None,
) -> Order:
    """The best first; those that fit alike in the order of their keys, so that pages do not move.

    Words are weighed first. Facts are read of those alone that can still come among the shown, and reasons told of the shown.
    """
    question = Question(asked, parts, today, point)
    rough = [_weighed(question, one) for one in found]
    last = len(rough) if count is None else first + count
    kept = [one for one in _best(question, rough, last) if stays(question, one)]
    number = len(kept) if question.leaves_out else len(rough)
    has_all = any(one.has_all for one in (kept if question.leaves_out else rough))
    kept.sort(key=lambda one: (-one.score, one.one.key))
    return Order(tuple(_ranked(question, one.one) for one in kept[first:last]), number, has_all)


def _best(question: Question, rough: list[Judged], last: int) -> list[Judged]:
    """Judged by their facts: all that may come among the first so many, and no more unless some are left out."""
    rough.sort(key=lambda one: -one.worth * one.factor)
    most, scores = question.most, list[float]()
    for number, one in enumerate(rough):
        full = len(scores) >= last and not question.leaves_out
        if full and (not last or one.worth * one.factor * most + 0.000001 < scores[0]):
            return rough[:number]
        judge(question, one)
        (heappushpop if len(scores) >= last else heappush)(scores, one.score)
    return rough


def _ranked(question: Question, one: Candidate) -> Ranked:
    judged = _weighed(question, one, tells=True)
    judge(question, judged)
    return Ranked(one.key, judged.score, tuple(judged.why), tuple(judged.why_not), judged.metres)


def _weighed(question: Question, one: Candidate, *, tells: bool = False) -> Judged:
    """By its words: from 0 to about 1, and whether it has all of what is not only a hint."""
    asked, parts, judged = question.asked, question.parts, Judged(one, tells)
    needed = [part for part in parts if not part.optional]
    worth = sum(part.weight for part in needed)
    if not needed or not worth:
        judged.worth = 0.5 + sum(HINTED * _where(part, one)[0] for part in parts) + one.fits
        return judged
    score, in_name, told, missing = 0.0, 0, list[str](), list[Part]()
    for part in parts:
        best, token, place = _where(part, one)
        if part.is_weak and best:
            best = (1 + best) / 2  # so wide a word may stand anywhere
        if part.optional:
            score += HINTED * best
            continue
        score += part.weight * best / worth
        in_name += place == 0 and not token.startswith(meaning.WIDER)
        if _tell_access(asked, part, bool(best), judged):
            continue
        if not best:
            missing.append(part)
        elif tells:
            _tell(part, one, token, told, judged)
    judged.say(told, missing)
    score += NAMED * (in_name == len(needed))
    judged.has_all = not missing and "access" not in judged.failed
    judged.worth = _as_a_whole(asked, score, missing, one, whole=judged.has_all) + one.fits
    return judged


def _as_a_whole(asked: Asked, score: float, missing: Sequence[Part], one: Candidate, *, whole: bool) -> float:
    if whole:
        return score * WHOLE
    score *= OFF_TOPIC ** sum(part.is_topic for part in missing)
    return score * FOR_OTHERS if _is_for_others(asked, missing, one) else score


def _tell_access(asked: Asked, part: Part, there: bool, judged: Judged) -> bool:
    """What was asked as a way in is told as that, and not as a word."""
    code = _access(asked, part)
    if code and there:
        judged.good("access", what=code)
    elif code:
        judged.bad("access", "access", what=code)
    return bool(code)


def _tell(part: Part, one: Candidate, token: str, told: list[str], judged: Judged) -> None:
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
    return bool(((one.stems(0) | one.stems(1)) & _needs()) - mine)


@cache
def _needs() -> frozenset[str]:
    return frozenset(map(meaning.sign_of, meaning.of_kind("need")))


def _says(part: Part, one: Candidate) -> bool:
    """All the words of a phrase, though not only one meaning of them."""
    if " " not in part.said:
        return False  # its own stems would have told
    said = [word for word in part.said.split() if not words.is_small(word)]
    stems = frozenset().union(*map(one.stems, range(len(FIELDS))))
    return bool(said) and all(stems & set(words.asked_stems(word)) for word in said)


def _access(asked: Asked, part: Part) -> str:
    code = part.group.replace("-", "_")
    return code if code in asked.access or (code == "bsl" and asked.language == "bsl") else ""


def _where(part: Part, one: Candidate) -> tuple[float, str, int]:
    """Its best place: what that is worth, by which word, in which field."""
    best, by, place = 0.0, "", -1
    for number, (_name, weight) in enumerate(FIELDS):
        if weight * part.best <= best:
            break  # no later field is worth more
        stems = one.stems(number)
        if part.held.isdisjoint(stems):
            continue
        for token, worth in part.tokens:
            if token in stems and weight * worth > best:
                best, by, place = weight * worth, token, number
    return best, by, place
