"""Clocks and term dates as policy people write them, read once."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import definitions
from unstori.core.definitions import BadDefinition
from unstori.core.words import Words
from unstori.pathways.rules import (
    START,
    Break,
    Calendar,
    Clock,
    Ending,
    Excuse,
    Known,
    Need,
    Period,
    SchoolYear,
    Span,
    Step,
    Usual,
    school_year,
)  # fmt: skip

FOLDER = Path(__file__).parent / "definitions"
PERIOD = ("years", "months", "weeks", "days", "working_days", "school_days", "first_day", "ends", "before")


def clock(id: str, on: date) -> Clock:
    """The version that holds on a day. Raises KeyError."""
    data = definitions.current(FOLDER / "clocks", id, on)
    return _clock(id, data["version"])


def newest(id: str) -> Clock:
    """The version that came last. Raises KeyError."""
    return next(each for each in clocks() if each.id == id) if id in _ids() else _none(id)


def _none(id: str) -> Clock:
    raise KeyError(id)


@cache
def _ids() -> frozenset[str]:
    return frozenset(data["id"] for data in definitions.load(FOLDER / "clocks"))


@cache
def clocks() -> tuple[Clock, ...]:
    """The newest version of each."""
    newest = {data["id"]: data["version"] for data in definitions.load(FOLDER / "clocks")}
    found = [_clock(id, number) for id, number in newest.items()]
    order = {data["id"]: data.get("order", 99) for data in definitions.load(FOLDER / "clocks")}
    return tuple(sorted(found, key=lambda each: (order[each.id], each.id)))


@cache
def words() -> dict[str, dict[str, Any]]:
    """Who does things, and what one may do: said once for every clock."""
    data = definitions.load(FOLDER / "words")[-1]
    parties = {each["id"]: Words.read(each) for each in data["parties"]}
    return {
        "parties": parties,
        "rights": {each["id"]: each | {"words": Words.read(each)} for each in data["rights"]},
    }


@cache
def _clock(id: str, number: int) -> Clock:
    data = definitions.version(FOLDER / "clocks", id, number)
    made = Clock(
        id=id, version=number, valid_from=data["valid_from"], jurisdiction=data["jurisdiction"],
        source=data["source"], verified=data["verified"], name=Words.read(data["name"]),
        about=Words.read(data["about"]), starts_on=Words.read(data["starts_on"]),
        start_source=data["start_source"], steps=tuple(_step(each) for each in data["steps"]),
        excuses=tuple(_excuse(each) for each in data.get("exceptions", ())),
        endings=tuple(_ending(each) for each in data.get("endings", ())),
        known=tuple(Known(each["id"], Words.read(each["name"])) for each in data.get("known", ())),
        notes=tuple(Words.read(each) for each in data.get("notes", ())),
        under_age=data.get("under_age", 200), passes_on=data.get("passes_on", False),
    )  # fmt: skip
    if faults := [*made.faults(), *_unsaid(made)]:
        raise BadDefinition(f"{id} {number}: {faults[0]}")
    return made


def _unsaid(made: Clock) -> Iterable[str]:
    """Parties and rights that no list has."""
    parties, rights = words()["parties"].keys(), words()["rights"].keys()
    for step in made.steps:
        if not {step.who, *step.tell} <= parties or not set(step.rights) <= rights:
            yield f"{step.id}: a party or right that is none"
    for ending in made.endings:
        if not set(ending.rights) <= rights:
            yield f"{ending.id}: a right that is none"


def _step(data: Mapping[str, Any]) -> Step:
    said = data["counts"] if "counts" in data else [data] if {*PERIOD, "on", "from"} & data.keys() else []
    return Step(
        id=data["id"], name=Words.read(data["name"]), who=data["who"], source=data["source"],
        verified=data["verified"], periods=tuple(_period(each) for each in said), pick=data.get("pick", "later"),
        at_least=data.get("at_least", False),
        only_if=Words.read(data["only_if"]) if "only_if" in data else None,
        needs=tuple(Need(**each) for each in data.get("needs", ())), excuses=tuple(data.get("excuses", ())),
        tell=tuple(data.get("tell", ())), rights=tuple(data.get("rights", ())),
        from_age=data.get("from_age", 0), under_age=data.get("under_age", 200),
    )  # fmt: skip


def _period(data: Mapping[str, Any]) -> Period:
    on = tuple(int(part) for part in data["on"].split("-")) if "on" in data else None
    return Period(
        origin=data.get("from", START), on=on, **{name: data[name] for name in PERIOD if name in data}  # type: ignore[arg-type]
    )  # fmt: skip


def _excuse(data: Mapping[str, Any]) -> Excuse:
    own = {name: data[name] for name in ("least_days", "asked", "weeks_early") if name in data}
    return Excuse(
        id=data["id"], name=Words.read(data["name"]), evidence=Words.read(data["evidence"]),
        source=data["source"], verified=data["verified"], **own,
    )  # fmt: skip


def _ending(data: Mapping[str, Any]) -> Ending:
    return Ending(
        id=data["id"], name=Words.read(data["name"]), source=data["source"], verified=data["verified"],
        done=tuple(data.get("done", ())), rights=tuple(data.get("rights", ())),
    )  # fmt: skip


@cache
def calendar(jurisdiction: str, area: str = "", school: str = "") -> Calendar:
    """The days of a nation; school days of the school, else of its authority, else of the nation."""
    years: dict[int, SchoolYear] = {}
    usual = Usual()
    for data in definitions.load(FOLDER / "terms"):
        if data["jurisdiction"] not in (jurisdiction, "england_and_wales"):
            continue
        usual = _usual(data) if "breaks" in data else usual
        years = {**_years(data, ""), **years}
    for data in definitions.load(FOLDER / "terms"):
        for holder in ({"area": area}, {"school": school}):
            years |= _years(data, *holder.values()) if all(holder.values()) else {}
    return Calendar(jurisdiction, years, usual)


def _usual(data: Mapping[str, Any]) -> Usual:
    return Usual(tuple(data["begins"]), tuple(data["ends"]), tuple(Break(**each) for each in data["breaks"]))


def _years(data: Mapping[str, Any], holder: str) -> dict[int, SchoolYear]:
    """Published years of the nation (nobody named), of an authority, or of a school."""
    found = {}
    for each in data.get("years", ()):
        if each.get("school", each.get("area", "")) == holder:
            terms = tuple(Span(first, last) for first, last in each["terms"])
            found[school_year(terms[0].first)] = SchoolYear(terms, frozenset(each.get("closed", ())))
    return found


def terms_sources(jurisdiction: str) -> list[tuple[str, bool]]:
    """Where term dates come from, and whether somebody read them there."""
    found = [
        data
        for data in definitions.load(FOLDER / "terms")
        if data["jurisdiction"] in (jurisdiction, "england_and_wales")
    ]
    return list(dict.fromkeys((data["source"], data["verified"]) for data in found))
