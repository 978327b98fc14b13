"""Which processes there are, as policy people write them, read once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import definitions
from unstori.core.definitions import BadDefinition
from unstori.core.words import Words
from unstori.pathways import catalogue
from unstori.pathways.rules.processes import CLOSED, Answer, Counting, Kind, StepKind, Topic

FOLDER = Path(__file__).parent / "definitions" / "processes"
PARTS = Path(__file__).parent / "definitions" / "process-parts"
Data = Mapping[str, Any]
CODES = ("after", "unless", "again_after")
LISTS, FLAGS = (*CODES, "sets", "rights"), ("repeats", "ends", "coming", "invites", "asks_choice")


@cache
def kinds(jurisdiction: str, on: date) -> tuple[Kind, ...]:
    """What holds in a nation on a day, in their order."""
    newest = {
        data["id"]: data for data in definitions.load(FOLDER)
        if data["jurisdiction"] == jurisdiction and data["valid_from"] <= on
    }  # fmt: skip
    return tuple(
        kind(id, data["version"]) for id, data in sorted(newest.items(), key=lambda one: one[1]["order"])
    )


def current(id: str, on: date) -> Kind:
    """The version that holds on a day; before the first, that one. Raises KeyError."""
    try:
        return kind(id, definitions.current(FOLDER, id, on)["version"])
    except KeyError:
        return kind(id, 1)


@cache
def kind(id: str, version: int) -> Kind:
    """One version, with what it includes. Raises KeyError."""
    data = definitions.version(FOLDER, id, version)
    parts = [_part(each) for each in data.get("includes", ())]
    steps, gone = _reachable([*data["steps"], *(step for part in parts for step in part["steps"])])
    clocks = [*data["clocks"], *(each for part in parts for each in part.get("clocks", ()))]
    clocks = [{**each, "starts": _less(each["starts"], gone)} for each in clocks]
    clocks = [each for each in clocks if each["starts"]]
    made = Kind(
        id=id, version=version, jurisdiction=data["jurisdiction"], section=data["section"], body=data["body"],
        name=Words.read(data["name"]), about=Words.read(data["about"]), source=data["source"],
        verified=data["verified"], steps=tuple(_step(each) for each in steps),
        clocks=tuple(_counting(each) for each in clocks),
        topics=tuple(Topic(each["id"], Words.read(each["name"]), each.get("clock", "")) for each in data.get("topics", ())),
        leads_to=tuple(data.get("leads_to", ())), leads_after=tuple(data.get("leads_after", ())),
        layout=data.get("layout", ""), from_age=data.get("from_age", 0), under_age=data.get("under_age", 200),
    )  # fmt: skip
    if fault := next(_faults(made), ""):
        raise BadDefinition(f"{id} {version}: {fault}")
    return made


def _part(said: Data) -> Data:
    """Steps that several processes share: each names its own decisions in place of `@letters`."""
    data = next(each for each in reversed(definitions.load(PARTS)) if each["id"] == said["part"])
    filled: Data = _filled(data, said)
    return filled


def _filled(value: Any, said: Data) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(each, said) for key, each in value.items()}
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    found: list[Any] = []
    for each in value:
        is_place = isinstance(each, str) and each.startswith("@")
        found.extend(said.get(each[1:], ()) if is_place else [_filled(each, said)])
    return found


def _reachable(steps: list[Data]) -> tuple[list[Data], set[str]]:
    """Without the steps of a part that come after nothing of this process, and what comes after those alone."""
    gone: set[str] = set()
    while True:
        left = {
            each["id"]: {**each, **{name: _less(each.get(name, ()), gone) for name in CODES}}
            for each in steps
        }
        more = {
            id
            for id, each in left.items()
            if id not in gone and "after" in each and not each["after"] and _asks(steps, id)
        }
        if not more:
            return [each for id, each in left.items() if id not in gone], gone
        gone |= more


def _asks(steps: list[Data], id: str) -> bool:
    return any("after" in each for each in steps if each["id"] == id)


def _less(codes: Sequence[str], gone: set[str]) -> list[str]:
    return [code for code in codes if code.split(":")[0] not in gone]


def _step(data: Data) -> StepKind:
    lists: dict[str, Any] = {name: tuple(data.get(name, ())) for name in LISTS}
    flags: dict[str, Any] = {name: data.get(name, False) for name in FLAGS}
    texts: dict[str, Any] = {name: data.get(name, "") for name in ("kind", "words", "waits_for", "issue")}
    answers = tuple(_answer(each) for each in data.get("answers", ()))
    return StepKind(
        data["id"], Words.read(data["name"]), data["who"], answers=answers, **lists, **flags, **texts
    )


def _answer(data: Data) -> Answer:
    return Answer(
        data["id"], Words.read(data["name"]), tuple(data.get("sets", ())), tuple(data.get("rights", ())),
        data.get("is_no", False), data.get("ends", False),
    )  # fmt: skip


def _counting(data: Data) -> Counting:
    return Counting(
        data["clock"], tuple(data["starts"]), dict(data.get("applies", {})), data.get("afresh", False)
    )


def _faults(made: Kind) -> Iterator[str]:
    """What would never happen, or tell a clock what it does not know."""
    codes = {CLOSED, *(code for step in made.steps for code in _codes(step))}
    if len(made.steps) != len({step.id for step in made.steps}):
        yield "two steps of one id"
    for step in made.steps:
        if missing := {*step.after, *step.unless} - codes - {""}:
            yield f"{step.id}: comes after {', '.join(sorted(missing))}, which there is not"
        if step.who not in catalogue.words()["parties"]:
            yield f"{step.id}: a party that is none"
        rights = {*step.rights, *(right for each in step.answers for right in each.rights)}
        if rights - catalogue.words()["rights"].keys():
            yield f"{step.id}: a right that is none"
        yield from _unknown(step)
    for each in made.clocks:
        if set(each.starts) - codes or not {each.clock} <= {one.id for one in catalogue.clocks()}:
            yield f"{each.clock}: starts on what never happens, or is no clock"


def _codes(step: StepKind) -> Iterator[str]:
    yield step.id
    yield from (f"{step.id}:{each.id}" for each in step.answers)


def _unknown(step: StepKind) -> Iterator[str]:
    for name in (*step.sets, *(each for answer in step.answers for each in answer.sets)):
        clock, happening = name.split(":")
        law = catalogue.newest(clock)
        if happening not in law.happenings and happening not in {each.id for each in law.known}:
            yield f"{step.id}: {name} is nothing that the clock knows"
