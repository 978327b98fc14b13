"""An English child around whom the council works, and ways of saying what happened on a day."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests import build
from unstori.access.door import open_person
from unstori.access.rules import Actor
from unstori.pathways.actions import processes as actions
from unstori.pathways.models import Process, ProcessStep
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import Running, running
from unstori.people.models import Capacity, Organisation, Person

LONDON = ZoneInfo("Europe/London")


def england(world: build.World) -> build.World:
    """The same circle under English law, and the council an English one."""
    Organisation.objects.filter(pk=world.authority.pk).update(code="E10000008")
    Person.objects.filter(pk=world.geth.pk).update(born_on=date(2017, 5, 3), jurisdiction="england")
    world.geth = Person.objects.select_related("authority").get(pk=world.geth.pk)
    return world


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)


def begun(by: Actor, person: Person, kind: str, on: date, **more: Any) -> Process:
    more = more or {"body": person.authority}
    return actions.begin_process(by=by, person=person, kind=kind, on=on, **more)


def say(by: Actor, row: Process, step: str, on: date, **more: Any) -> ProcessStep:
    return actions.record_step(by=by, process=row, step=step, on=on, **more)


def now(by: Actor, row: Process) -> Running:
    opened = open_person(by, row.person.reference)
    return running(queries.process(opened, row.pk))


def days(by: Actor, row: Process) -> dict[str, tuple[date, int]]:
    """What is due, and how many days late it is, by step (or by what was asked)."""
    return {
        (due.now.step.id if due.now and due.what == "step" else due.what): (due.day, due.late)
        for due in now(by, row).dues
    }


def steps(by: Actor, row: Process) -> set[str]:
    """What can be written down now, by anybody."""
    from unstori.pathways.rules.processes import steps_now

    held = now(by, row)
    return {step.id for step in steps_now(held.kind, held.said)}


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


def weeks(number: int) -> timedelta:
    return timedelta(weeks=number)
