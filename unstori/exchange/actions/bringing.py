"""The job that reads a feed or files with services, and writes down what became of each record."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.actions.feeds import answered_by, take_back, wants_a_look
from unstori.directory.models import Feed
from unstori.exchange import rules
from unstori.exchange.actions.entries import import_services
from unstori.exchange.hsds.asking import Unanswered, Unchanged, read_address
from unstori.exchange.hsds.bringing import read_files, unfolded
from unstori.exchange.hsds.columns import Mapped
from unstori.exchange.hsds.reading import Reading
from unstori.exchange.models import Bringing, Source
from unstori.exchange.queries import loading as actors
from unstori.exchange.queries import sources as queries

KEPT_ROWS = 200  # of each outcome, on the page
State = Bringing.State


def run(*, by: Actor, bringing_id: UUID) -> None:
    """May run again: what is done already is not done twice."""
    row = queries.waiting(bringing_id)
    if row is None:
        return
    try:
        _run(by, row)
    except Exception:
        _failed(by, row, rules.BROKE)
        raise


def _run(by: Actor, row: Bringing) -> None:
    if row.state == State.UNDOING:
        _take_back(by, row)
        return
    try:
        reading = _read(row)
    except Unchanged:
        _done(by, row, state=State.TAKEN if row.state == State.TAKING else State.TRIED, why=rules.UNCHANGED)
    except Unanswered as error:
        _failed(by, row, str(error))
    else:
        _take(by, row, reading)


def _read(row: Bringing) -> Reading:
    """Outside of any transaction: others go on meanwhile, and see how far it is."""
    if row.source is None:
        reading = Reading(f"brought/{row.name}", on_read=_telling(row))
        reading.is_whole = False  # who brings some services says nothing of the others
        with zipfile.ZipFile(BytesIO(bytes(row.content or b""))) as packed:
            kept = [(one, packed.read(one)) for one in packed.namelist()]
        files = unfolded(kept, reading)
        told = {name: row.settings[name] for name in ("columns", "values", "days") if name in row.settings}
        return read_files(files, reading, Mapped(**told))
    etag = row.source.etag if row.state == State.TAKING and not row.agreed else ""
    return read_address(row.source.address, inside=settings.FEEDS_INSIDE, etag=etag, on_read=_telling(row))


def _telling(row: Bringing) -> Callable[[int], None]:
    def tell(read: int) -> None:
        Bringing.objects.filter(pk=row.pk).update(read=read)

    return tell


def _take(by: Actor, row: Bringing, reading: Reading) -> None:
    only_try = row.state == State.TRYING
    made: list[tuple[str, int]] | None = [(id, number) for id, number in row.made]
    made = made if row.source is None and not only_try else None
    actor = actors.actor_named(row.asked_by) or by
    try:
        found = import_services(by=actor, reading=reading, dry_run=only_try, agreed=row.agreed, made=made)
    finally:  # what breaks off midway can be taken back, too
        if made:
            Bringing.objects.filter(pk=row.pk).update(made=made)
    rows = {name: those[:KEPT_ROWS] for name, those in found.as_rows().items() if name != "known"}
    counts = {name: len(those) for name, those in found.as_rows().items()}
    more: dict[str, Any] = {"counts": counts, "rows": rows, "held": found.held}
    if not only_try:
        more |= {"content": None}
    with transaction.atomic():
        _done(by, row, state=State.TRIED if only_try else State.TAKEN, **more)
        if row.source is not None and not only_try:
            etag = "" if found.held else reading.etag
            _known(by, row.source, failures=0, etag=etag, address=reading.address, held=bool(found.held))


@transaction.atomic
def _failed(by: Actor, row: Bringing, why: str) -> None:
    _done(by, row, state=State.FAILED, why=why)
    if row.source is None or row.state != State.TAKING:
        return
    failures = row.source.failures + 1
    _known(by, row.source, failures=failures)
    if failures >= rules.feeds()["failures"] and row.source.paused_at is None:
        Source.objects.filter(pk=row.source.pk).update(paused_at=clock.now(), paused_by=by.capacity_id)
        audit.record(by, "source.pause", row=row.source, detail={"failures": failures})
        feed = row.source.feed or directory.feed_at(by=by, address=row.source.address)
        answered_by(by=by, feed=feed, organisation_id=row.source.organisation_id)
        wants_a_look(by=by, feed=feed, why=Feed.Stuck.PAUSED)


def _known(
    by: Actor, source: Source, *, failures: int, etag: str = "", address: str = "", held: bool = False
) -> None:
    """What was learnt of a feed by reading it."""
    said: dict[str, Any] = {"failures": failures, "etag": etag}
    if address:
        feed = queries.feed_named(address)
        said |= {"feed": feed, "next_on": rules.next_day(source.every, clock.today())}
        if feed is not None:
            answered_by(by=by, feed=feed, organisation_id=source.organisation_id)
            if held or source.paused_at is None:
                wants_a_look(by=by, feed=feed, why=Feed.Stuck.HELD if held else "")
    Source.objects.filter(pk=source.pk).update(**said)
    audit.record(by, "source.read", row=source, detail={"failures": failures})


@transaction.atomic
def _take_back(by: Actor, row: Bringing) -> None:
    done = take_back(by=by, made=[(UUID(id), number) for id, number in row.made])
    counts = {**row.counts, "went": done, "stays": len(row.made) - done}
    _done(by, row, state=State.UNDONE, counts=counts)


def _done(by: Actor, row: Bringing, **said: Any) -> None:
    said |= {"done_at": clock.now(), "done_by": row.asked_by or by.capacity_id}
    Bringing.objects.filter(pk=row.pk).update(**said)
    audit.record(by, "services.brought", row=row, detail={"state": str(said["state"])})
