"""What those who keep the directory say of feeds and files with services. The reading itself is a job's (`bringing`)."""

import io
import zipfile
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.actions.feeds import answered_by, wants_a_look
from unstori.directory.rules import keeping
from unstori.exchange import rules
from unstori.exchange.models import Bringing, Source
from unstori.exchange.queries import sources as queries
from unstori.exchange.signals import bringing_asked
from unstori.people.models import Organisation

State = Bringing.State
ASKED = {"try": State.TRYING, "take": State.TAKING, "back": State.UNDOING}


@transaction.atomic
def add_source(*, by: Actor, name: str, address: str, organisation: Organisation, every: str) -> Source:
    """It is tried first; nothing is taken in before somebody says so, and from then on by itself. Raises RuleBroken."""
    keeping.check_keeps(by)
    rules.check_answers_for(by, organisation.pk)
    rules.check_source(name=name, address=address, known=queries.has_source(address))
    made = Source.objects.create(
        name=name.strip(), address=address.strip(), organisation=organisation, every=every, created_by_id=by.capacity_id,
    )  # fmt: skip
    audit.record(by, "source.add", row=made)
    ask(by=by, bringing=_bringing(by, made), what="try")
    return made


@transaction.atomic
def change_source(*, by: Actor, source: Source, name: str, organisation: Organisation, every: str) -> None:
    """Raises RuleBroken."""
    held = _held(by, source)
    rules.check_answers_for(by, organisation.pk)
    rules.check_source(name=name, address=held.address, known=False)
    held.name, held.organisation, held.every = name.strip(), organisation, every
    held.next_on = rules.next_day(every, clock.today()) if held.feed_id else None
    held.save(update_fields=["name", "organisation", "every", "next_on"])
    if held.feed is not None:
        answered_by(by=by, feed=held.feed, organisation_id=organisation.pk)
    audit.record(by, "source.change", row=held, detail={"every": every})


@transaction.atomic
def pause_source(*, by: Actor, source: Source, paused: bool) -> None:
    """It is not read by itself until somebody says so; what it brought stays listed."""
    held = _held(by, source)
    held.paused_at, held.paused_by = (clock.now(), by.capacity_id) if paused else (None, None)
    held.failures = held.failures if paused else 0
    held.next_on = rules.next_day(held.every, clock.today())
    held.save(update_fields=["paused_at", "paused_by", "failures", "next_on"])
    audit.record(by, "source.pause" if paused else "source.go_on", row=held)
    feed = held.feed or queries.feed_named(held.address)
    if feed is not None and feed.stuck == feed.Stuck.PAUSED:
        wants_a_look(by=by, feed=feed, why="")


@transaction.atomic
def read_source(*, by: Actor, source: Source, what: str) -> Bringing:
    """Now: `try` or `take`. One after the other. Raises RuleBroken."""
    held = _held(by, source)
    rules.check_not_busy(queries.is_busy(held))
    made = _bringing(by, held)
    ask(by=by, bringing=made, what=what)
    return made


@transaction.atomic
def read_due(*, by: Actor) -> int:
    """Every feed whose day has come; one that was missed is read once."""
    due = list(queries.due(clock.today()).select_for_update(of=("self",)))
    for source in due:
        source.next_on = rules.next_day(source.every, clock.today())
        ask(by=by, bringing=_bringing(by, source), what="take")
    Source.objects.bulk_update(due, ["next_on"])
    audit.record_many(by, [("source.due", None, source) for source in due])
    return len(due)


@transaction.atomic
def bring_files(*, by: Actor, files: list[tuple[str, bytes]]) -> Bringing:
    """Kept until they are taken in. Tables wait for a look at their columns. Raises RuleBroken."""
    keeping.check_keeps(by)
    rules.check_service_files([len(content) for _name, content in files])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for place, (name, content) in enumerate(files):
            twice = any(name == other for other, _content in files[:place])
            into.writestr(f"{place + 1}-{name}" if twice else name, content)
    name = files[0][0].replace("\\", "/").rpartition("/")[2][:200]
    made = Bringing.objects.create(
        name=name, content=packed.getvalue(), state=State.NEW, asked_by=by.capacity_id
    )
    audit.record(by, "services.bring", row=made)
    return made


@transaction.atomic
def say_columns(*, by: Actor, bringing: Bringing, settings: dict[str, Any]) -> None:
    """Which column says what; then it is tried. Raises RuleBroken."""
    held = _held_bringing(by, bringing)
    rules.check_load_state(held.state in (State.NEW, State.TRIED) and bool(held.content))
    Bringing.objects.filter(pk=held.pk).update(settings=settings, state=State.NEW)
    audit.record(by, "services.say", row=held)
    ask(by=by, bringing=held, what="try")


@transaction.atomic
def ask(*, by: Actor, bringing: Bringing, what: str, agreed: bool = False) -> None:
    """`try`, `take` or take `back`: from here on a job does it. Raises RuleBroken."""
    held = _held_bringing(by, bringing)
    before = {
        "try": (State.NEW, State.TRIED, State.FAILED), "take": (State.NEW, State.TRIED, State.TAKEN),
        "back": (State.TAKEN, State.FAILED),
    }[what]  # fmt: skip
    again = what != "take" or held.state != State.TAKEN or held.held
    of = held.made if what == "back" else held.source_id or held.content
    rules.check_load_state(held.state in before and bool(again) and bool(of))
    rules.check_not_busy(bool(held.source_id) and queries.is_busy(held.source))
    state = ASKED[what]
    Bringing.objects.filter(pk=held.pk).update(
        state=state, agreed=agreed, read=0, why="", asked_by=by.capacity_id
    )
    audit.record(by, "services.ask", row=held, detail={"what": what, "agreed": agreed})
    bringing_asked.send(sender=Bringing, bringing=held)


def _bringing(by: Actor, source: Source) -> Bringing:
    return Bringing.objects.create(source=source, name=source.name, state=State.NEW, asked_by=by.capacity_id)


def _held(by: Actor, source: Source) -> Source:
    keeping.check_keeps(by)
    held = Source.objects.select_for_update().get(pk=source.pk)
    rules.check_answers_for(by, held.organisation_id)
    return held


def _held_bringing(by: Actor, bringing: Bringing) -> Bringing:
    """Of two who press at once the second finds it done."""
    keeping.check_keeps(by)
    held = Bringing.objects.select_for_update(of=("self",)).select_related("source").get(pk=bringing.pk)
    rules.check_answers_for(by, queries.answers_for(held))
    return held
