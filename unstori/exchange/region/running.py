"""What those who run it do: who is away, supervision, requests about data, a connected system, two records of one."""

from functools import partial
from typing import Any

from django.utils.translation import override

from unstori.access.actions import identity
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.exchange import actions as exchange
from unstori.exchange.region import days, kept, lawful, requested
from unstori.exchange.region.cast import Cast
from unstori.exchange.region.lives import read
from unstori.exchange.region.tell import Step, Teller
from unstori.exchange.signals import region_told
from unstori.people.models import Person
from unstori.teams import actions as teams


class Running:
    """What is told when every life is: it is about several of them at once."""

    def __init__(self, cast: Cast, told: dict[str, Teller]):
        self.cast, self.told = cast, told
        self.now = next(iter(told.values())).now
        self.made: list[Person] = []  # those who were told nowhere else

    def tell(self) -> list[Person]:
        """Oldest first. Returns who was written down here: a second time, or elsewhere."""
        for order, (ago, step) in enumerate(sorted(self._steps(), key=lambda step: -step[0])):
            language = step.args[-1].get("language", "en")
            with clock.at(days.moment(ago, order, self.now)), override(language):
                step()
        return self.made

    def _steps(self) -> list[Step]:
        said = read("running.toml")
        kinds = (
            ("absences", self._away),
            ("supervisions", self._supervise),
            ("connections", self._connect),
            ("twins", self._write_again),
        )
        steps = [(one["d"], partial(tell, one)) for name, tell in kinds for one in said.get(name, ())]
        above: list[tuple[Any, Any]] = region_told.send(sender=Running, running=self, said=said)
        return (
            steps
            + [*kept.steps(self), *requested.steps(self), *lawful.steps(self)]
            + [step for _receiver, found in above for step in found]
        )

    def day(self, ago: int) -> Any:
        return days.day(ago, self.now.astimezone(clock.LONDON).date())

    def _away(self, away: dict[str, Any]) -> None:
        workers = self.cast.workers
        teams.be_away(
            by=workers[away["by"]].actor,
            capacity=workers[away["worker"]].capacity,
            starts_on=self.day(away["d"]),
            until=self.day(away["until"]),
            stand_in=workers[away["stand_in"]].capacity,
        )

    def _supervise(self, note: dict[str, Any]) -> None:
        workers = self.cast.workers
        teams.write_note(
            by=workers[note["by"]].actor,
            other=workers[note["other"]].capacity,
            held_on=self.day(note["d"]),
            words=note["w"],
            language=note["language"],
            about=[self.told[key].person for key in note["about"]],
            agreed=[(one["w"], workers[one["who"]].capacity, self.day(one["due"])) for one in note["agreed"]],
        )

    def _connect(self, held: dict[str, Any]) -> None:
        """Nobody keeps its secret: it is shown as connected, and opens nothing."""
        by = self.told[held["person"]].parts[held["by"]].actor
        exchange.make_token(by=by, name=held["name"], days=held["days"])

    def _write_again(self, twin: dict[str, Any]) -> None:
        """A second record of somebody, begun by a service that did not find the first."""
        like = self.told[twin["like"]].person
        again = identity.register_person(
            by=self.cast.system,
            full_name=twin["full_name"],
            called=twin["called"],
            language=like.language,
            born_on=like.born_on,
            postcode=like.postcode,
            authority=like.authority,
        )
        circle.begin(by=self.cast.workers[twin["by"]].actor, person=again)
        self.made.append(again)
