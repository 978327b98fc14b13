"""What people of the region do with the directory: who keeps an entry, what families say of it, what is saved to a plan
(`offers/kept.toml`)."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries
from unstori.directory.actions import editing, editors, proposing, visits, voice
from unstori.directory.models import Entry, EntryDraft
from unstori.directory.queries import editing as kept
from unstori.exchange.region import offered
from unstori.exchange.region.lives import read
from unstori.plan import actions as plan

if TYPE_CHECKING:
    from unstori.exchange.region.running import Running
    from unstori.exchange.region.tell import Step

Told = dict[str, Any]


def steps(running: "Running") -> Iterator["Step"]:
    """Each at the day on which it happened."""
    doing = Doing(running)
    for name, said in read("offers/kept.toml").items():
        for one in said:
            yield one["d"], partial(getattr(doing, name), one)
            for then in ("answer", "shown", "reply"):
                if then in one:
                    yield one[then]["d"], partial(getattr(doing, then), one, one[then])


class Doing:
    """One method for each table, and for each thing that follows on another day."""

    def __init__(self, running: "Running"):
        self.running = running
        self.rows: dict[int, Any] = {}

    def claims(self, one: Told) -> None:
        by, entry = self._who(one["by"]), self._entry(one)
        claim = editors.claim(by=by, entry=entry, why=one["why"], for_organisation=True)
        editors.confirm(by=self._who(one["confirmed_by"]), editor=claim)
        provider = self._entry(one).provider
        assert provider is not None
        writes = self.running.cast.workers[one["editor"]].capacity
        editors.name_editor(by=by, provider=provider, capacity=writes)

    def written(self, one: Told) -> None:
        by = self._who(one["by"])
        for section in one:
            if isinstance(one[section], dict):
                self._write(by, self._entry(one), section, one[section])
        if "checked_by" in one:
            self._check(by, self._who(one["checked_by"]), self._entry(one))
        elif one.get("asked"):
            editing.send(by=by, draft=self._draft(self._entry(one)))

    def schools(self, one: Told) -> None:
        """An organisation that is here already adds what it runs."""
        by, checks = self._who(one["by"]), self._who(one["checked_by"])
        organisation = kept.organisation(by.organisation_id) if by.organisation_id else None
        assert organisation is not None
        provider = proposing.own_provider(by=by, organisation=organisation)
        entry = proposing.add_service(by=by, said=one["said"], provider=provider)
        draft = self._draft(entry)
        editing.make_live(by=checks, draft=draft, version=draft.version)
        again = queries.entry(entry.hsds_id)
        assert again is not None
        self._write(by, again, "school", one["school"])
        self._check(by, checks, again)

    def reports(self, one: Told) -> None:
        by = self._who(one["by"]) if "by" in one else self.running.cast.system
        self.rows[id(one)], _code = voice.report(
            by=by, entry=self._entry(one), parts=one["parts"], words=one["w"]
        )

    def answer(self, one: Told, said: Told) -> None:
        voice.answer_report(
            by=self._who(said["by"]), report=self.rows[id(one)], outcome=said["outcome"], words=said["w"],
            language=said["l"],
        )  # fmt: skip

    def reviews(self, one: Told) -> None:
        said = {name: one[name] for name in ("good", "better", "again", "as_whom")}
        self.rows[id(one)] = voice.write_review(
            by=self._who(one["by"]), entry=self._entry(one), language=one["l"], **said
        )

    def visits(self, one: Told) -> None:
        """Somebody is invited, goes, and finds what they find."""
        by, system = self._who(one["by"]), self.running.cast
        link, _code = visits.invite_visitors(
            by=self._who(one["invited_by"]), organisation=system.organisations[one["organisation"]]
        )
        visits.become_visitor(by=by, link=link)
        visit = self.rows[id(one)] = visits.begin_visit(
            by=by, entry=self._entry(one), kind="shopper", happened_on=clock.today()
        )
        for question, choice, words in one["found"]:
            visits.answer_visit(by=by, visit=visit, question=question, choice=choice, words=words)
        visits.send_visit(by=by, visit=visit)

    def shown(self, one: Told, said: Told) -> None:
        by, row = self._who(said["by"]), self.rows[id(one)]
        if "found" in one:
            visits.show_visit(by=by, visit=row)
        else:
            voice.show(by=by, said=row)

    def reply(self, one: Told, said: Told) -> None:
        made = voice.reply(by=self._who(said["by"]), to=self.rows[id(one)], words=said["w"])
        voice.decide_reply(by=self._who(said["decided_by"]), reply=made)

    def saved(self, one: Told) -> None:
        person = self.running.told[one["person"]].person
        plan.save_service(by=self._who(one["by"]), person=person, service=self._entry(one))

    def _write(self, by: Actor, entry: Entry, section: str, said: Told) -> None:
        """As the form does: with what it was read at."""
        seen = kept.seen_at(entry, kept.open_draft(entry), section)
        editing.write(by=by, entry=entry, section=section, said=said, seen=seen)

    def _check(self, by: Actor, checks: Actor, entry: Entry) -> None:
        editing.send(by=by, draft=self._draft(entry))
        draft = self._draft(entry)
        editing.make_live(by=checks, draft=draft, version=draft.version)

    def _draft(self, entry: Entry) -> EntryDraft:
        found = kept.open_draft(entry)
        assert found is not None
        return found

    def _entry(self, one: Told) -> Entry:
        found = kept.kept_entry(offered.id_of(one["service"]))
        assert found is not None, one["service"]
        return found

    def _who(self, key: str) -> Actor:
        known = [self.running.cast.workers, self.running.cast.runs]
        known += [teller.parts for teller in self.running.told.values()]
        return next(parts[key].actor for parts in known if key in parts)
