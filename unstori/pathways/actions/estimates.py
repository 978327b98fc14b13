"""How long one waits, counted by the schedule and dated; the directory is told, and no newer words of an editor are lost."""

from datetime import timedelta

from django.db import transaction

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.models import Entry
from unstori.directory.rules import drafting
from unstori.pathways.models import Estimate
from unstori.pathways.queries import desks as queries
from unstori.pathways.queries.requests import definition
from unstori.pathways.rules import estimating as rules


def count(*, by: Actor) -> int:
    """Every service that was asked here, each for itself: one that breaks off leaves the others counted."""
    return sum(_count(by, entry) for entry in queries.to_estimate().iterator(chunk_size=100))


@transaction.atomic
def _count(by: Actor, entry: Entry) -> bool:
    """A row where something is new; the same numbers are not written twice a day."""
    said = rules.estimate(queries.record(entry, clock.today()), least=definition()["estimate"]["least"])
    last = queries.newest([entry]).get(entry.pk)
    if last and (last.half, last.most, last.number, last.met) == (
        said.half,
        said.most,
        said.number,
        said.met,
    ):
        return False
    wrote = _tell(by, entry, said, last)
    Estimate.objects.create(
        service=entry, half=said.half, most=said.most, number=said.number, met=said.met, weeks=wrote,
        counted_at=clock.now(), counted_by=by.capacity_id,
    )  # fmt: skip
    return True


def _tell(by: Actor, entry: Entry, said: rules.Estimated, last: Estimate | None) -> int | None:
    """Into the entry, where one here answers for it and no newer word of an editor stands. Returns what it says from us."""
    before = last.weeks if last else None
    if said.half is None or entry.live is None or entry.gone_at or queries.desk(entry) is None:
        return before
    weeks, local, today = rules.weeks(said.half), entry.live.local, clock.today()
    stale = today - timedelta(days=definition()["estimate"]["stale_days"])
    if not rules.may_write(
        said=local.get("wait_weeks"), on=local.get("wait_on", ""), ours=before, old_after=stale.isoformat()
    ):
        return None
    if local.get("wait_weeks") != weeks or "wait_of" not in local:
        new = drafting.with_said(local, "wait", {"wait_weeks": weeks}, today) | {"wait_of": said.number}
        directory.stand(by=by, entry=entry, local=new)
    return weeks
