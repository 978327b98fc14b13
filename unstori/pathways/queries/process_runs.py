"""The clocks of a process as they stand on a day: counted from its steps at every look, and kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from unstori.core import clock, definitions
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue, proceeding
from unstori.pathways.models import Process, ProcessClaim, ProcessStep
from unstori.pathways.rules import Claim, Clock, Instance, Run, run
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.dues import Asked, Due, dues
from unstori.pathways.rules.processes import Counting, Kind, Said


@dataclass(frozen=True)
class Running:
    """A process with everything that was counted from it."""

    row: Process
    kind: Kind
    today: date
    said: list[Said]
    rows: dict[UUID, ProcessStep]  # what stands, by the id of what was said
    claims: list[ProcessClaim]
    runs: list[tuple[Counting, Run]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    dues: list[Due] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        return rules.codes_of(self.said)

    @property
    def at_risk(self) -> list[Due]:
        days = warn_days()
        return [due for due in self.dues if due.at_risk(self.today, days)]


def warn_days() -> int:
    days: int = definitions.current(proceeding.PARTS, "process-terms", clock.today())["warn_days"]
    return days


def running(row: Process, today: date | None = None) -> Running:
    """Of a process whose steps and claims were prefetched for this reader, in the order of writing."""
    day = today or clock.today()
    kind = proceeding.kind(row.kind, row.kind_version)
    said, rows = _said(list(row.steps.all()))
    claims = _claims(list(row.claims.all()))
    found = Running(row, kind, day, said, rows, claims)
    found.runs.extend(_runs(found))
    found.asked.extend(_asked(found))
    if row.is_open:
        parties = {id: each.due_from for id, each in rows.items() if each.due_on}
        wanted = any(step.kind == rules.ASK and rules.is_reached(step, said) for step in kind.steps)
        found.dues.extend(dues(found.runs, found.asked if wanted else [], said, parties, day))
    return found


def _said(steps: list[ProcessStep]) -> tuple[list[Said], dict[UUID, ProcessStep]]:
    """What stands: a correction speaks for what it corrects, under its id."""
    roots: dict[UUID, UUID] = {}
    for step in steps:
        roots[step.pk] = roots.get(step.replaces_id, step.replaces_id) if step.replaces_id else step.pk
    said = {
        step.pk: Said(
            roots[step.pk], step.step, step.happened_on, step.answer,
            roots.get(step.of_id, step.of_id) if step.of_id else None, step.topic, step.due_on,
        )
        for step in steps
    }  # fmt: skip
    stands = rules.standing(steps, said)
    newest = {roots[step.pk]: step for step in steps}
    return stands, {each.id: newest[each.id] for each in stands}


def _claims(rows: list[ProcessClaim]) -> list[ProcessClaim]:
    gone = {row.takes_back_id for row in rows if row.takes_back_id}
    return [row for row in rows if not row.takes_back_id and row.pk not in gone]


def law_of(id: str, start: date) -> Clock:
    """The version that held when it started; before the first, the newest: its first day then says why it does not run."""
    try:
        return catalogue.clock(id, start)
    except KeyError:
        return catalogue.newest(id)


def _runs(found: Running) -> Iterable[tuple[Counting, Run]]:
    for counting in found.kind.clocks:
        start = rules.start_of(counting, found.said)
        if start is None:
            continue
        law = law_of(counting.clock, start)
        claims = [_claim(row) for row in found.claims if row.clock == counting.clock]
        told = rules.instance_of(
            found.kind, counting, law, found.said, claims=claims, born=found.row.person.born_on
        )  # fmt: skip
        if told and (made := _run(found, law, told)):
            yield counting, made


def _claim(row: ProcessClaim) -> Claim:
    return Claim(row.code, row.first_on, row.last_on)


def _run(found: Running, law: Clock, told: Instance) -> Run | None:
    area = found.row.body.code if found.row.body else ""
    try:
        return run(law, told, catalogue.calendar(law.jurisdiction, area), found.today)
    except (
        RuleBroken
    ):  # what was written down cannot be of this law: nothing is counted rather than counted wrong
        return None


def _asked(found: Running) -> Iterable[Asked]:
    given = {each.of: each for each in found.said if each.of}
    topics = {topic.id: topic for topic in found.kind.topics}
    for ask in (each for each in found.said if each.topic and not each.of):
        answer, topic = given.get(ask.id), topics.get(ask.topic)
        yield Asked(
            ask, answer, _advice_run(found, topic.clock, ask, answer) if topic and topic.clock else None
        )


def _advice_run(found: Running, id: str, ask: Said, answer: Said | None) -> Run | None:
    """Each who was asked has their own time; what excuses is what was claimed for the process."""
    law = law_of(id, ask.on)
    if ask.on < law.valid_from:
        return None
    codes = {each.id for each in law.excuses}
    claims = tuple({_claim(row) for row in found.claims if row.code in codes})
    done: dict[str, Any] = {law.steps[0].id: answer.on} if answer else {}
    return _run(found, law, Instance(ask.on, {}, done, claims))
