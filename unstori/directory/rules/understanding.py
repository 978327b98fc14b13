"""Reads a question as it is asked: "my son is 9 and needs somewhere to go on Saturdays near SA1". Pure.

How people say things is data (`definitions/understanding-1.toml`), in both languages; nobody says in which they ask. What is
understood is taken out of the words that are looked for, shown, and can be taken away.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from functools import cache
from typing import Any

from unstori.core import definitions
from unstori.directory.rules import meaning, words
from unstori.directory.rules.asked import Asked, Span
from unstori.directory.rules.finding import folded
from unstori.directory.rules.hsds import FOLDER

FULL_POSTCODE = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
OUTWARD = r"[a-z]{1,2}\d[a-z\d]?\b"
HOURS = ("after_school", "evening", "morning", "afternoon")
OLDEST = 120
LONGEST = 200  # characters that are looked at
ASIDE = {"free": "free", "no-referral": "no_referral", "welsh-medium": "language"}


@cache
def _data() -> dict[str, Any]:
    return definitions.version(FOLDER, "understanding", 1)


@cache
def _numbers() -> dict[str, int]:
    said = _data()["numbers"]
    found = {word: value for one in ("en", "cy") for value, word in enumerate(said[one].split())}
    return found | said["also"]


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Both languages'; those of one place in the list belong together."""
    number = rf"(?P<n>\d{{1,3}}(?:\.\d)?|{'|'.join(sorted(_numbers(), key=len, reverse=True))})"
    ends = "|".join(sorted({*_data()["ends"]["en"].split(), *_data()["ends"]["cy"].split()}))
    name = rf"(?!(?:{ends})\b)[^\W\d][\w'-]*"
    place = rf"(?P<place>{FULL_POSTCODE}|{OUTWARD}|{name}(?: {name}){{0,2}})"
    texts = [pattern for one in ("en", "cy") for pattern in _data()[kind][one]]
    return tuple(
        re.compile(rf"(?<![\w]){text.replace('{n}', number).replace('{place}', place)}(?![\w])")
        for text in texts
    )


class _Reading:
    """The words as written beside the same words folded, and which of them were understood."""

    def __init__(self, text: str) -> None:
        self.written = [word.strip('"“”,.;:!?()') for word in text.split()]
        self.written = [word for word in self.written if word]
        self.folded = [folded(word).replace("'", "").replace("’", "") for word in self.written]

    def find(self, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[re.Match[str], str, int]]:
        """Each pattern once: what it found, the words as written, and which pattern it was."""
        for number, pattern in enumerate(patterns):
            if match := pattern.search(self.line):
                first = self.line[: match.start()].count(" ")
                last = self.line[: match.end()].rstrip().count(" ") + 1
                yield match, " ".join(self.written[first:last]), number
                self.take(first, last)

    @property
    def line(self) -> str:
        return " ".join(self.folded)

    def take(self, first: int, last: int) -> None:
        """A mark stays where they stood, so that what stood apart is not read as one phrase."""
        self.folded[first:last] = ["/"]
        self.written[first:last] = ["/"]


def understood(text: str, *, leave: frozenset[str] = frozenset()) -> Asked:
    """What the words in the box ask for. `leave`: kinds of spans that somebody took away; their words are not used."""
    text = " ".join(text[:LONGEST].split())
    reading = _Reading(text)
    found: dict[str, Any] = {}
    spans: list[Span] = []
    hints: list[str] = []
    for span in _spans(reading, hints):
        fields = (
            {"opens": span.value[0], "closes": span.value[1]}
            if span.kind == "time"
            else {span.kind: span.value}
        )
        if span.kind not in leave and not found.keys() & fields.keys():
            spans.append(span)
            found |= fields
    return _meaning(Asked(text=text, hints=tuple(hints), **found), reading.folded, spans, leave)


def _spans(reading: _Reading, hints: list[str]) -> Iterator[Span]:
    """In an order in which no pattern takes a part of a longer one."""
    yield from _where(reading)
    for match, said, _number in reading.find(_patterns("months")):
        yield Span("age", round(_value(match["n"]) / 12, 2), said)
    for match, said, _number in reading.find(_patterns("age")):
        if (age := _value(match["n"])) <= OLDEST:
            yield Span("age", age, said)
    for _match, said, _number in reading.find(_patterns("holidays")):
        hints.append(said)
        yield Span("holidays", True, said)
    for kind in HOURS:
        for _match, said, _number in reading.find(_patterns(kind)):
            hints.append(said)
            yield Span("time", (_time(kind, "opens"), _time(kind, "closes")), said)
    for _match, said, number in reading.find(_patterns("days")):
        if folded(said).split()[-2:-1] == ["nos"]:
            yield Span("time", (_time("evening", "opens"), _time("evening", "closes")), said)
        yield Span("day", number % 7, said)
    for _match, said, _number in reading.find(_patterns("weekend")):
        yield Span("weekend", True, said)


def _where(reading: _Reading) -> Iterator[Span]:
    for match, said, _number in reading.find(_patterns("within")):
        metres = _data()["metres"]["kilometre" if match["unit"].startswith(("k", "c")) else "mile"]
        yield Span("within", round(_value(match["n"]) * metres), said)
        if place := _place(match["place"] or ""):
            yield Span("place", place, said)
    for _match, _said, _number in reading.find(_patterns("here")):
        pass  # where that is, nobody but they know
    for match, said, _number in reading.find(_patterns("near")):
        if place := _place(match["place"] or ""):
            yield Span("place", place, said)
    for match, said, _number in reading.find(_postcodes()):
        yield Span("place", _place(match["place"]), said)


@cache
def _postcodes() -> tuple[re.Pattern[str], ...]:
    """Anywhere in the text. A single letter and a number may be anything, so half of such a postcode is not heard."""
    areas = sorted((area.lower() for area in _data()["postcodes"]["areas"].split()), key=len, reverse=True)
    two = "|".join(area for area in areas if len(area) == 2)
    inside = "(?:in |yn |ym |around |from |o )?"
    half, whole = rf"(?:{two})\d[a-z\d]?", rf"(?:{'|'.join(areas)})\d[a-z\d]? ?\d[a-z]{{2}}"
    return tuple(re.compile(rf"(?<![\w]){inside}(?P<place>{one})(?![\w])") for one in (whole, half))


def _place(said: str) -> str:
    """A postcode in capitals; the name of a place as it was written, without what is no part of it."""
    said = said.strip()
    if re.fullmatch(rf"{FULL_POSTCODE}|{OUTWARD}", said):
        return said.upper()
    return "" if not said or said.split()[0] in {"me", "us", "here"} else said.title()


def _value(said: str) -> float:
    return float(_numbers().get(said, 0)) if said in _numbers() else float(said)


def _time(kind: str, name: str) -> time:
    return time.fromisoformat(_data()[kind][name])


def _meaning(asked: Asked, left: list[str], spans: list[Span], leave: frozenset[str]) -> Asked:
    """Needs and ways in are words too, and stay among them; cost, language and referral are asked of the entry."""
    found: dict[str, Any] = {}
    for one in meaning.meant(left):
        kind, value = _asked_by(one.group)
        if not kind:
            continue
        if kind not in leave:
            spans.append(Span(kind, value, " ".join(left[one.start : one.start + one.length])))
            found[kind] = value if one.group in ASIDE else _with(found.get(kind, ()), value)
        if kind in leave or one.group in ASIDE:
            left = [*left[: one.start], *(["/"] * one.length), *left[one.start + one.length :]]
    if asked.age is None:
        found["grown"] = _grown(set(left))
    return replace(asked, words=tuple(word for word in left if word != "/"), spans=tuple(spans), **found)


def _asked_by(group: str) -> tuple[str, Any]:
    """Which field of the question a group is, and its value; none where it is only a word."""
    if kind := ASIDE.get(group):
        return kind, "cy" if kind == "language" else True
    kind = meaning.groups()[group]["kind"]
    return (kind, group.replace("-", "_")) if kind in ("need", "access") else ("", None)


def _with(some: tuple[str, ...], one: str) -> tuple[str, ...]:
    return some if one in some else (*some, one)


def _grown(left: set[str]) -> bool | None:
    if words.listed("grown") & left:
        return True
    return False if words.listed("small") & left else None
