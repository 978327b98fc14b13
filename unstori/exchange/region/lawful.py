"""What runs by law in the region: an IDP that a school refused, an EHC assessment in England (`offers/lawful.toml`)."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.access.actions import identity
from unstori.access.rules import Actor, Permission
from unstori.circle import actions as circle
from unstori.exchange.region.cast import open_part
from unstori.exchange.region.lives import read
from unstori.pathways.actions import processes as actions
from unstori.pathways.models import Process, ProcessStep
from unstori.people.models import Person

if TYPE_CHECKING:
    from unstori.exchange.region.running import Running
    from unstori.exchange.region.tell import Step

Told = dict[str, Any]
SAID = ("answer", "words", "told_by", "topic", "adviser_name", "choice")


def steps(running: "Running") -> Iterator["Step"]:
    """Each at the day on which it happened."""
    said, doing = read("offers/lawful.toml"), Doing(running)
    for one in said["people"]:
        yield one["d"], partial(doing.open, one)
    for one in said["processes"]:
        yield one["d"], partial(doing.begin, one)
        for step in one["then"]:
            yield step["d"], partial(doing.say, one, step)


class Doing:
    def __init__(self, running: "Running"):
        self.running = running
        self.people: dict[str, Person] = {}
        self.parts: dict[str, Actor] = {}
        self.rows: dict[int, Process] = {}
        self.asked: dict[tuple[int, str], ProcessStep] = {}

    def open(self, one: Told) -> None:
        """Somebody who lives in another nation, with a parent who lets in who works there."""
        cast, parent = self.running.cast, one["parent"]
        person = identity.register_person(
            by=cast.system, full_name=one["full_name"], called=one["called"], language=one["language"],
            born_on=self.running.day(one["born"]), jurisdiction=one["law"],
            authority=cast.organisations[one["authority"]],
        )  # fmt: skip
        family = open_part(
            cast.system, parent["key"], parent["name"], one["language"], person=person, kind="family", role=parent["role"]
        )  # fmt: skip
        circle.begin(by=cast.system, person=person, parents=[family.capacity])
        works = cast.workers[one["by"]]
        member = circle.add_member(
            by=family.actor, person=person, kind="worker", name=works.capacity.user.name, relation=works.capacity.role,
            closeness=2, capacity=works.capacity, organisation_id=works.capacity.organisation_id, team_id=works.capacity.team_id,
        )  # fmt: skip
        circle.share(
            by=family.actor, person=person, holder=member, sections=works.reach, purpose=one["purpose"],
            permission=Permission.ADD,
        )  # fmt: skip
        circle.set_key_worker(by=family.actor, person=person, member=member)
        self.people[one["key"]], self.parts[parent["key"]] = person, family.actor
        self.running.made.append(person)

    def begin(self, one: Told) -> None:
        body = self.running.cast.organisations[one["body"]]
        self.rows[id(one)] = actions.begin_process(
            by=self._who(one, one["by"]), person=self._person(one), kind=one["kind"], on=self.running.day(one["d"]),
            body=body, words=one["words"], told_by=one.get("told_by", ""),
        )  # fmt: skip

    def say(self, one: Told, step: Told) -> None:
        row, more = self.rows[id(one)], {name: step[name] for name in SAID if name in step}
        if step["step"] == "owner":
            actions.name_owner(
                by=self._who(one, step["by"]),
                process=row,
                owner=self.running.cast.workers[step["by"]].capacity,
            )
            return
        if "adviser" in step:
            more["adviser"] = self.running.cast.workers[step["adviser"]].capacity
        if step["step"] == "advice":
            more["of"] = self.asked[id(one), step["of"]].pk
        made = actions.record_step(
            by=self._who(one, step["by"]),
            process=row,
            step=step["step"],
            on=self.running.day(step["d"]),
            **more,
        )
        if made.topic:
            self.asked[id(one), made.topic] = made

    def _person(self, one: Told) -> Person:
        made = self.people.get(one["person"])
        return made or self.running.told[one["person"]].person

    def _who(self, one: Told, key: str) -> Actor:
        if key in self.running.cast.workers:
            return self.running.cast.workers[key].actor
        return self.parts.get(key) or self.running.told[one["person"]].parts[key].actor
