"""An import of the directory: each record by itself, everything known again the second time, nothing deleted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.directory import actions as directory
from unstori.directory.models import Feed
from unstori.directory.queries import feeds as directory_queries
from unstori.directory.rules.finding import key_of
from unstori.directory.rules.keeping import Told
from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.keeping import Read
from unstori.exchange.hsds.reading import Reading
from unstori.exchange.rules import goes_at_once

AT_ONCE = 200
Made = list[tuple[str, int]]
Step = Callable[[], AbstractContextManager[Feed]]
OUTCOMES = ("added", "known", "changed", "unclear")
MADE = (Told.ADDED, Told.CHANGED, Told.BACK, Told.MAYBE_SAME)
KEPT_BY = (DatabaseError, ValueError, TypeError, KeyError)


@dataclass
class Taken:
    """What became of everything that was read. The same shape as for `import_fhir`, with what changed besides."""

    added: list[Row] = field(default_factory=list)
    known: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    unclear: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)
    held: int = 0

    def as_rows(self) -> dict[str, list[dict[str, Any]]]:
        found = {name: rows for name, rows in vars(self).items() if isinstance(rows, list)}
        return {name: [one.as_row() for one in rows] for name, rows in found.items()}


def import_services(
    *, by: Actor, reading: Reading, dry_run: bool = False, agreed: bool = False, made: Made | None = None
) -> Taken:
    """Take what was read. A dry run does all of it and leaves nothing behind: a preview cannot be wrong.

    `agreed`: somebody said that a large part of the feed may go. `made` is filled with what can be taken back.
    """
    result = Taken(
        refused=list(reading.refused), skipped=list(reading.skipped), unclear=list(reading.unclear)
    )
    step = partial(_step, by, reading, dry_run)
    with step():
        if reading.taxonomies or reading.terms:
            directory.take_taxonomies(by=by, documents=reading.taxonomies, terms=reading.terms)
    _take_all(by, step, reading, result, made)
    with step() as feed:
        if reading.has_all:
            _leave_out(by, feed, reading, result, agreed)
        elif reading.is_whole and reading.lacks:
            why = f"{Why.LACKS} {reading.promised} / {reading.count}"
            result.unclear.append(Row(reading.address, "", "", why))
        elif not reading.seen and not any(result.as_rows().values()):
            result.unclear.append(Row(reading.address, "", "", str(Why.EMPTY)))
        audit.record(by, "import.services", row=feed, detail=_counted(result))
    return result


@contextmanager
def _step(by: Actor, reading: Reading, dry_run: bool) -> Iterator[Feed]:
    """A part by itself: others write meanwhile, also while a big feed is only tried."""
    with transaction.atomic():
        yield directory.feed_at(by=by, address=reading.address[:500])
        if dry_run:
            transaction.set_rollback(True)


def _counted(result: Taken) -> dict[str, int]:
    return {name: len(rows) for name, rows in vars(result).items() if isinstance(rows, list)}


def _take_all(by: Actor, step: Step, reading: Reading, result: Taken, made: Made | None) -> None:
    """So many at a time: of a big feed no more than that is in memory."""
    waiting: list[Read] = []
    for several in reading.found:
        first, again = _once(several)
        for one in again:
            if _says_otherwise(one, first):
                reading.is_whole = False  # ids that mean nothing: who knows what else is missing
                result.unclear.append(_row(one, Why.TWICE, ""))
            else:
                result.known.append(_row(one, Told.BRIEF, ""))
        waiting.append(first)
        if len(waiting) == AT_ONCE:
            with step() as feed:
                _take(by, feed, waiting, result, made)
            waiting = []
    if waiting:
        with step() as feed:
            _take(by, feed, waiting, result, made)


def _take(by: Actor, feed: Feed, some: list[Read], result: Taken, made: Made | None) -> None:
    """Many together; when one of them cannot be kept, one by one, so that it alone is refused."""
    try:
        took = directory.take_entries(by=by, feed=feed, coming=[one.coming for one in some])
    except KEPT_BY as error:
        if len(some) == 1:
            record = some[0].record
            why = f"{Why.NOT_KEPT} {type(error).__name__}"
            result.refused.append(Row(record.file, record.label, record.path, why))
            return
        for one in some:
            _take(by, feed, [one], result, made)
        return
    for one, done in zip(some, took, strict=True):
        other = f" {done.other.name} ({done.other.hsds_id})" if done.other else ""
        getattr(result, done.outcome).append(_row(one, done.why, other))
        if made is not None and done.why in MADE and done.entry.live:
            number = done.entry.live.number
            made.append((str(done.entry.pk), -number if done.was_gone else number))


def _says_otherwise(one: Read, first: Read) -> bool:
    """Another service altogether under the same id; not the same again, in short, or at another of its places."""
    names = {key_of(each.coming.document["name"]) for each in (one, first)}
    return len(names) > 1 and not one.coming.is_place


def _row(one: Read, told: Told | Why, more: str) -> Row:
    why = f"{told}{more}" + (f" {one.note}" if one.note else "")
    return Row(one.record.file, one.record.label, one.record.path, why)


def _leave_out(by: Actor, feed: Feed, reading: Reading, result: Taken, agreed: bool) -> None:
    """A record that was refused is still in its feed: what stood before goes on standing."""
    here = reading.found.ids | set(_refused_ids(reading))
    going, listed = directory_queries.going_from(feed, here)
    if goes_at_once(going=going, listed=listed) and not agreed:
        result.held = going
        result.unclear.append(Row(reading.address, "", "", f"{Why.SO_MANY_GO} {going} / {listed}"))
        return
    for entry in directory.leave_out(by=by, feed=feed, but=here):
        result.changed.append(Row("", f"service/{entry.source_id or entry.hsds_id}", "", str(Told.GONE)))
    directory.taken_whole(by=by, feed=feed)


def _refused_ids(reading: Reading) -> Iterator[UUID]:
    for id in reading.ids:
        try:
            yield UUID(id)
        except ValueError:
            continue


def _once(several: list[Read]) -> tuple[Read, list[Read]]:
    """A service that was sent several times is the fullest of them, with the places of all."""
    if len(several) == 1:
        return several[0], []
    first = max(
        several,
        key=lambda one: (not one.coming.is_place, not one.coming.brief, len(str(one.coming.document))),
    )
    return _with_places(first, several), [one for one in several if one is not first]


def _with_places(first: Read, several: list[Read]) -> Read:
    places = {
        place["id"]: place
        for one in (*[other for other in several if other is not first], first)
        for place in one.coming.document.get("service_at_locations", ())
    }
    if len(places) <= len(first.coming.document.get("service_at_locations", ())):
        return first
    document = first.coming.document | {"service_at_locations": list(places.values())}
    return replace(first, coming=replace(first.coming, document=document, came=first.record.raw))
