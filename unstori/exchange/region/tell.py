"""Tells one life through the actions of the rooms, each thing at the moment at which it happened."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from django.utils.translation import override

from unstori.access.actions import identity
from unstori.access.door import open_person
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.exchange.region import days, telling
from unstori.exchange.region.cast import Cast, Part, open_part
from unstori.exchange.region.lives import Life
from unstori.people.models import Person
from unstori.people.rules import age_on

OWN_ACCOUNT_FROM = 8
DECIDES_FROM = 16
Step = tuple[int, partial[Any]]


class Teller:
    """One life while it is told: the person, those around them, and the rows that later steps point at."""

    def __init__(self, cast: Cast, life: Life, number: str, now: datetime):
        self.cast, self.life, self.number, self.now = cast, life, number, now
        self.parts: dict[str, Part] = dict(cast.workers)
        self.members: dict[str, Any] = {}
        self.rows: dict[str, Any] = {}
        self.person: Person

    def tell(self) -> Person:
        """All of it, oldest first."""
        with clock.at(days.moment(self.life["since"], 0, self.now)), override(self.life["language"]):
            self._begin()
        steps = sorted(self._steps(), key=lambda step: -step[0])
        for ago, on_that_day in groupby(steps, key=lambda step: step[0]):
            for order, (_ago, step) in enumerate(on_that_day, 1):
                with clock.at(days.moment(ago, order, self.now)), override(self._spoken(step)):
                    step()
        return self.person

    def day(self, ago: int) -> Any:
        return days.day(ago, self.now.astimezone(clock.LONDON).date())

    def language(self, said: dict[str, Any]) -> str:
        return str(said.get("l", self.life["language"]))

    def _spoken(self, step: partial[Any]) -> str:
        """The language of whoever writes, as of the page on which they would."""
        told = step.args[-1] if step.args else {}
        return self.language(told if isinstance(told, dict) else {})

    def decider(self) -> Part:
        """Who decides about sharing on the day that is told."""
        born = self.person.born_on
        if born and age_on(born, clock.today()) < DECIDES_FROM:
            return self.parts[next(one["key"] for one in self.life["circle"] if one.get("decides"))]
        return self.parts[self.life["key"]]

    def _begin(self) -> None:
        self.person, life = self._register(), self.life
        me = None
        if life["age"] >= OWN_ACCOUNT_FROM:
            me = self.parts[life["key"]] = self._account(
                life["key"], life["full_name"], life["language"], "self", ""
            )
        parents = [one for one in life["circle"] if one.get("decides")]
        for one in life["circle"]:
            if one.get("decides") or one.get("account"):
                key = one.get("account_key", one["key"])
                part = self._account(key, one["name"], one["language"], "family", one["role"])
                self.parts[one["key"]] = part
        joined = circle.begin(
            by=self.cast.system,
            person=self.person,
            me=me.capacity if me else None,
            parents=[self.parts[one["key"]].capacity for one in parents],
        )
        self.members.update(zip((one["key"] for one in parents), joined, strict=True))

    def _register(self) -> Person:
        life, today = self.life, self.now.astimezone(clock.LONDON).date()
        return identity.register_person(
            by=self.cast.system,
            full_name=life["full_name"],
            called=life["called"],
            language=life["language"],
            born_on=days.born(life["age"], life["birthday_in"], today),
            nhs_number=self.number,
            authority=self.cast.organisations["council"],
            address=life["address"],
            postcode=life["postcode"],
        )

    def _account(self, key: str, name: str, language: str, kind: str, role: str) -> Part:
        return open_part(self.cast.system, key, name, language, person=self.person, kind=kind, role=role)

    def _steps(self) -> Iterator[Step]:
        life = self.life
        for one in life["circle"]:
            yield one.get("since", life["since"]), partial(telling.join, self, one)
        for name, step in (
            ("facts", telling.fact),
            ("entries", telling.entry),
            ("promises", telling.promise),
        ):
            for said in life.get(name, ()):
                yield said["d"], partial(step, self, said)
        for kept in life.get("promises", ()):
            if "kept" in kept:
                yield kept["kept"], partial(telling.keep, self, kept)
        yield from telling.once(self)
        yield from telling.plan_steps(self)
        yield from telling.voice_steps(self)
        yield from telling.assessed_steps(self)
        yield from telling.safe_steps(self)
        for look in life.get("looks", ()):
            yield look["d"], partial(self._look, look["by"])

    def _look(self, key: str) -> None:
        open_person(self.parts[key].actor, self.person.reference, what="story")
