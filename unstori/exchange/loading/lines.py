"""One row while it is read: what it says cell by cell, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from unstori.core import clock
from unstori.core.words import Words
from unstori.exchange.loading.choices import Settings, meaning
from unstori.exchange.loading.columns import columns, plain
from unstori.exchange.loading.days import read_day
from unstori.exchange.loading.reading import UNREADABLE, Row, Sheet
from unstori.people.rules import age_on

POSTCODE = re.compile(r"(GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})")
PHONE = re.compile(r"(\+\d|0)[\d ()\-]{8,17}\d( ?(x|ext\.?) ?\d+)?", re.IGNORECASE)
LONGEST = {
    "key": 60, "full_name": 200, "called": 100, "address": 1000, "phone": 40, "email": 254, "relation": 120,
    "role": 120,
}  # fmt: skip
OLDEST = 120
TESTS = ("test", "testtest", "xxx", "unknown", "anhysbys", "na", "tbc", "dummy")


@dataclass(frozen=True)
class Known:
    """What the sender's own organisation has already. Of anybody else's people nothing is here (ADR 0041)."""

    names: frozenset[str] = frozenset()  # of the organisation itself, and its codes
    teams: Mapping[UUID, Words] = field(default_factory=dict)
    numbers: Mapping[str, date | None] = field(default_factory=dict)
    alike: frozenset[tuple[str, date | None]] = frozenset()
    keys: frozenset[str] = frozenset()
    fresh: Mapping[str, UUID] = field(
        default_factory=dict
    )  # brought in before, and nobody has acted on it since
    emails: frozenset[str] = frozenset()
    around: frozenset[tuple[UUID, str]] = frozenset()  # whom earlier loads put in whose circle


@dataclass(frozen=True)
class Fault:
    of: str
    line: int
    column: str
    kind: str


@dataclass
class Checked:
    """What became of the rows of one table."""

    of: str
    good: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, line: int, column: str, kind: str) -> None:
        self.faults.append(Fault(self.of, line, column, kind))

    @property
    def faulty_lines(self) -> set[int]:
        return {fault.line for fault in self.faults}


@dataclass
class Line:
    """One row while it is read: what it says, and what is wrong with it."""

    of: str
    line: int
    said: dict[str, str]
    faults: list[Fault] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)

    def wrong(self, column: str, kind: str) -> None:
        if not any(fault.column == column for fault in self.faults):
            self.faults.append(Fault(self.of, self.line, column, kind))


def lines_of(of: str, sheet: Sheet, settings: Settings) -> list[Line]:
    """The rows by the columns that were said, with what is wrong with any row of any table."""
    mapped = settings.columns.get(of, {})
    places = {key: sheet.headings.index(head) for key, head in mapped.items() if head in sheet.headings}
    needed = [key for key, column in columns(of).items() if column.required]
    return [_line(of, row, places, len(sheet.headings), needed) for row in sheet.rows]


def _line(of: str, row: Row, places: dict[str, int], width: int, needed: list[str]) -> Line:
    said = {key: row.cells[place] if place < len(row.cells) else "" for key, place in places.items()}
    line = Line(of, row.line, said)
    if any(row.cells[width:]):
        line.wrong("", "cells")
    for key, text in said.items():
        if UNREADABLE in text or any(ord(letter) < 32 and letter not in "\n\r\t" for letter in text):
            line.wrong(key, "unreadable")
        if len(text) > LONGEST.get(key, 400):
            line.wrong(key, "too_long")
    for key in needed:
        if not said.get(key):
            line.wrong(key, "missing")
    return line


def full_name_of(line: Line) -> str:
    said = line.said
    name = said.get("full_name") or f"{said.get('first_name', '')} {said.get('last_name', '')}"
    name = " ".join(name.split())
    if not name:
        line.wrong("full_name", "missing")
    elif any(letter.isdigit() for letter in name) or plain(name) in TESTS or not plain(name):
        line.wrong("full_name", "not_a_name")
    elif len(name) > LONGEST["full_name"]:
        line.wrong("full_name", "too_long")
    return name


def born_of(line: Line, order: str) -> date | None:
    text = line.said.get("born_on", "")
    found = read_day(text, order) if text else None
    if isinstance(found, str):
        line.wrong("born_on", found)
        return None
    if found and found > clock.today():
        line.wrong("born_on", "in_future")
    elif found and age_on(found, clock.today()) > OLDEST:
        line.wrong("born_on", "too_long_ago")
    return found


def choice_of(line: Line, column: str, settings: Settings, known: Known) -> str:
    found = meaning(line.of, column, settings, known.teams)(line.said.get(column, ""))
    if found is None:
        line.wrong(column, "choice")
    return found or ""


def postcode_of(line: Line) -> str:
    squeezed = re.sub(r"\s", "", line.said.get("postcode", "").upper())
    postcode = f"{squeezed[:-3]} {squeezed[-3:]}" if squeezed else ""
    if postcode and not POSTCODE.fullmatch(postcode):
        line.wrong("postcode", "postcode")
    return postcode


def phone_of(line: Line) -> str:
    phone = line.said.get("phone", "")
    if phone and not PHONE.fullmatch(phone):
        line.wrong("phone", "phone")
    return phone


def email_of(line: Line) -> str:
    email = line.said.get("email", "").lower()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        line.wrong("email", "email")
    return email


def mark_twice(lines: list[Line], column: str, kind: str) -> None:
    """Each of those that are alike: which of them is right is not ours to say."""
    counted = Counter(line.made[column] for line in lines if line.made[column])
    for line in lines:
        if counted[line.made[column]] > 1:
            line.wrong(column, kind)
