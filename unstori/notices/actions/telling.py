"""How somebody wants to be told: their own choice alone, and never more than what they said is safe."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.circle import queries as circle
from unstori.core import clock
from unstori.notices import queries, rules
from unstori.notices.models import Telling
from unstori.people.models import Capacity


@transaction.atomic
def choose(
    *,
    by: Actor,
    way: str,
    to: str,
    often: Mapping[str, str],
    language: str,
    quiet_from: int,
    quiet_until: int,
) -> Telling:
    """From now on. Where a safe contact stands, its number or address is used and none is kept here."""
    capacity = queries.capacity_of(by)
    safe = circle.safe_contact_of(capacity)
    rules.check_way(way=way, to=to, asks_for_it=safe is None)
    rules.check_often(often, [kind["id"] for kind in queries.chosen_kinds()])
    row = _own(capacity)
    row.way, row.often, row.language = way, dict(often), language
    row.to = to.strip() if safe is None and way in ("text", "letter") else ""
    row.quiet_from, row.quiet_until = quiet_from, quiet_until
    row.save()
    audit.record(by, "telling.choose", row=row, detail={"way": way})
    return row


@transaction.atomic
def pause(*, by: Actor, until: date) -> Telling:
    """Nothing is sent before that day. What is due then still is told."""
    rules.check_pause(until=until, today=clock.today())
    return _set_pause(by, until)


@transaction.atomic
def go_on(*, by: Actor) -> Telling:
    """The pause is over at once."""
    return _set_pause(by, None)


def _set_pause(by: Actor, until: date | None) -> Telling:
    row = _own(queries.capacity_of(by))
    row.paused_until = until
    row.save()
    audit.record(by, "telling.pause", row=row, detail={"until": str(until or "")})
    return row


@transaction.atomic
def stop(*, by: Actor, capacity: Capacity, kinds: Collection[str]) -> dict[str, str | None]:
    """Never again of these kinds, by the link in a message; returns what was chosen (None: nothing), to take it back.

    `by` is whoever holds the link: the system, for nobody signed in.
    """
    row, before = _own(capacity), queries.wish_of(capacity).often
    was = {kind: row.often.get(kind) for kind in kinds if kind in before and before[kind] != "never"}
    row.often = {**row.often, **{kind: "never" for kind in was}}
    row.save()
    audit.record(by, "telling.stop", row=row, detail={"kinds": sorted(was), "capacity": str(capacity.pk)})
    return was


@transaction.atomic
def start_again(*, by: Actor, capacity: Capacity, was: Mapping[str, str | None]) -> None:
    """What was stopped as it was before. What they chose themselves meanwhile stays theirs."""
    row = _own(capacity)
    back = {kind: often for kind, often in was.items() if row.often.get(kind) == "never"}
    kept = {kind: often for kind, often in row.often.items() if kind not in back}
    row.often = {**kept, **{kind: often for kind, often in back.items() if often is not None}}
    row.save()
    audit.record(by, "telling.start", row=row, detail={"kinds": sorted(back), "capacity": str(capacity.pk)})


def _own(capacity: Capacity) -> Telling:
    """The row as it stands, locked; a new one for who never chose."""
    row, _new = Telling.objects.get_or_create(capacity=capacity)
    return Telling.objects.select_for_update().get(pk=row.pk)
