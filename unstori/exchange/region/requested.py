"""What help people of the region ask for, and how the services answer (`offers/requested.toml`)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.access.door import open_person
from unstori.directory import queries
from unstori.directory.models import Entry
from unstori.exchange.region import offered
from unstori.exchange.region.lives import RICH, read
from unstori.pathways.actions import desks, offers, service
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Desk, Request
from unstori.pathways.queries.pieces import pieces
from unstori.people.rules import age_on

if TYPE_CHECKING:
    from unstori.exchange.region.running import Running
    from unstori.exchange.region.tell import Step, Teller

Told = dict[str, Any]
ALONG = 4  # parts of the story that go with each
STEPS: dict[str, Callable[..., object]] = {
    "receive": actions.receive, "ask": actions.ask_more, "accept": actions.accept, "list": actions.put_on_list,
    "triage": actions.triage, "contact": actions.contact, "meet": actions.meet, "decline": service.decline,
    "offer": offers.offer, "confirm": actions.confirm,
}  # fmt: skip
SAID = ("words", "need", "reason", "would_change", "next_words", "meanwhile", "place")


def steps(running: "Running") -> Iterator["Step"]:
    """Each at the day on which it happened."""
    said, doing = read("offers/requested.toml"), Doing(running)
    for one in said["desks"]:
        yield one["d"], partial(doing.desk, one)
    for one in said["requests"]:
        yield one["d"], partial(doing.ask, one)
        for step in one.get("then", ()):
            yield step["d"], partial(doing.then, one, step)


class Doing:
    def __init__(self, running: "Running"):
        self.running = running
        self.rows: dict[int, Request] = {}

    def desk(self, one: Told) -> None:
        """Opened by who runs it, for both sides; with its places."""
        team = self.running.cast.workers[one["team_of"]].capacity.team
        assert team is not None
        row = desks.ask(by=self.running.cast.system, service=self._service(one), team=team)
        assert isinstance(row, Desk)
        for kind, free, whole in one["places"]:
            desks.say_places(by=self.running.cast.system, desk=row, kind=str(kind), free=free, whole=whole)

    def ask(self, one: Told) -> None:
        """By who decides, with some of what is known."""
        teller = self._teller(one)
        by = teller.decider().actor
        begun = actions.begin(by=by, person=teller.person, section=one["section"], words=one["words"])
        row = actions.write(by=by, pathway=begun, service=self._service(one), may_pass_on=True)
        along = [piece.row for piece in pieces(open_person(by, teller.person.reference), begun)][:ALONG]
        actions.send(by=by, request=row, purpose="help", rows=along)
        self.rows[id(one)] = row

    def then(self, one: Told, step: Told) -> None:
        """A step of the service, or of the family."""
        workers = self.running.cast.workers
        family = step["do"] == "confirm"
        by = self._teller(one).decider().actor if family else workers[one["by"]].actor
        more = {name: step[name] for name in SAID if name in step}
        for name in ("lead", "next_by"):
            if name in step:
                more[name] = workers[step[name]].capacity
        if "in" in step:
            more["at"] = self.running.now.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(
                days=step["in"]
            )
        STEPS[step["do"]](by=by, request=self.rows[id(one)], **more)

    def _service(self, one: Told) -> Entry:
        found = queries.entry(offered.id_of(one["service"]))
        assert found is not None, one
        return found

    def _teller(self, one: Told) -> "Teller":
        """Somebody by name, or a child of those who were made up, in their order."""
        told = self.running.told
        if "person" in one:
            return told[one["person"]]
        today = self.running.now.date()
        young = [
            teller for key, teller in told.items()
            if key not in RICH and teller.person.born_on and age_on(teller.person.born_on, today) < 15
        ]  # fmt: skip
        return young[one["nth"] % len(young)]
