"""What a search asks for, read from its address. https://hl7.org/fhir/R4/search.html"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from unstori.exchange.fhir.reading import TYPES

FEWEST, USUAL, MOST = 0, 50, 200
ZONE = ZoneInfo("Europe/London")
MOMENT = re.compile(r"(eq|ne|gt|lt|ge|le|sa|eb)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(.+))?)?)?")
FOR_ALL = ("_id", "_lastUpdated", "_count", "_format", "_summary", "page")
BY_PERSON = ("patient", "subject")
MEDIA = ("json", "application/json", "application/fhir+json", "text/json")


class BadAsk(Exception):
    """What is asked for cannot be answered, and why."""

    def __init__(self, words: str, code: str = "invalid", status: int = 400):
        super().__init__(words)
        self.code, self.status = code, status


@dataclass(frozen=True)
class Bound:
    """One `_lastUpdated`: a prefix and the span of what was said (a day, a year)."""

    prefix: str
    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        within = self.start <= moment < self.end
        after, before = moment >= self.end, moment < self.start
        return {
            "eq": within, "ne": not within, "gt": after, "sa": after, "lt": before, "eb": before,
            "ge": within or after, "le": within or before,
        }[self.prefix]  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """A search: of whom, which, how many at a time."""

    ids: tuple[str, ...] | None = None
    patient: str = ""
    numbers: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    changed: tuple[Bound, ...] = ()
    count: int = USUAL
    page: int = 1
    used: tuple[tuple[str, str], ...] = ()  # for the link to itself

    def takes(self, made: dict) -> bool:
        """Whether a finished resource is one of those asked for."""
        moment = datetime.fromisoformat(made["meta"]["lastUpdated"])
        right_id = self.ids is None or made["id"] in self.ids
        return right_id and all(bound.holds(moment) for bound in self.changed)


def read_ask(said: Mapping[str, list[str]], known: tuple[str, ...], *, strict: bool = False) -> Ask:
    """The search, with what of it was understood. Raises BadAsk."""
    every = (*FOR_ALL, *known)
    unknown = [name for name in said if name not in every]
    if strict and unknown:
        raise BadAsk(f"Unknown search parameters: {', '.join(sorted(unknown))}")
    used = [(name, value) for name in every for value in said.get(name, ())]
    count = 0 if said.get("_summary") == ["count"] else _number(said, "_count", USUAL, FEWEST)
    return Ask(
        ids=_several(said, "_id"),
        patient=_patient([one for name in BY_PERSON if name in known for one in said.get(name, ())]),
        numbers=_several(said, "identifier"),
        kinds=_kinds(said),
        changed=tuple(bound(one) for name in ("_lastUpdated", "_since") for one in said.get(name, ()) if name in every),
        count=min(count, MOST),
        page=_number(said, "page", 1, 1),
        used=tuple((name, value) for name, value in used if name != "page"),
    )  # fmt: skip


def bound(text: str) -> Bound:
    """`ge2026-11-01`: from the beginning of that day. Raises BadAsk."""
    found = MOMENT.fullmatch(text.replace(" ", "+"))
    try:
        if found is None:
            raise ValueError
        prefix, year, month, day, rest = found.groups()
        if rest:
            start = datetime.fromisoformat(f"{year}-{month}-{day}T{rest}")
            start = start if start.tzinfo else start.replace(tzinfo=ZONE)
            exact = "." in rest
            return Bound(prefix or "eq", start, start + timedelta(milliseconds=1 if exact else 1000))
        start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=ZONE)
        return Bound(prefix or "eq", start, _after(start, month, day))
    except (ValueError, OverflowError):
        raise BadAsk(f"Not a date: {text[:40]}") from None


def _after(start: datetime, month: str | None, day: str | None) -> datetime:
    if day:
        return start + timedelta(days=1)
    if month:
        return (start + timedelta(days=32)).replace(day=1)
    return start.replace(year=start.year + 1)


def wants_json(formats: list[str], accept: str) -> bool:
    """`_format` decides; without it what the client accepts. There is no XML here."""
    if formats:
        return formats[-1].replace(" ", "+").split(";")[0].strip() in MEDIA
    said = [one.split(";")[0].strip() for one in accept.split(",") if one.strip()]
    return not said or any(one in MEDIA or one in ("*/*", "application/*") for one in said)


def _several(said: Mapping[str, list[str]], name: str) -> tuple[str, ...] | None:
    """Alternatives stand with commas; the same parameter twice must hold both ways."""
    if name not in said:
        return None
    sets = [set(one.split(",")) for one in said[name]]
    return tuple(sorted(set.intersection(*sets)))


def _patient(said: list[str]) -> str:
    found = {one.rpartition("/")[2] for one in said if one}
    if len(found) > 1 or any("," in one for one in found):
        raise BadAsk("One person at a time.")
    return next(iter(found), "")


def _kinds(said: Mapping[str, list[str]]) -> tuple[str, ...]:
    found = tuple(one for names in said.get("_type", ()) for one in names.split(","))
    if wrong := [one for one in found if one not in TYPES]:
        raise BadAsk(f"FHIR R4 has no resource of this type: {wrong[0][:60]}")
    return found


def _number(said: Mapping[str, list[str]], name: str, usual: int, fewest: int) -> int:
    if name not in said:
        return usual
    text = said[name][-1]
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) < fewest:
        raise BadAsk(f"Not a number: {name}={text[:40]}")
    return int(text)
