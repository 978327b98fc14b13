"""What an administrator does with tables on the pages. The work itself is a job's."""

import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.queries import forgetting
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.exchange import rules
from unstori.exchange.loading.columns import definition
from unstori.exchange.loading.reading import read
from unstori.exchange.models import Load, LoadTable
from unstori.exchange.queries import loading as queries
from unstori.exchange.signals import load_asked

NEXT = {
    "check": (Load.State.CHECKING, (Load.State.NEW, Load.State.CHECKED)),
    "take_in": (Load.State.LOADING, (Load.State.CHECKED,)),
    "take_back": (Load.State.UNDOING, (Load.State.LOADED,)),
}


def require_loads(*, by: Actor) -> None:
    """Raises NotFound."""
    if not queries.can_load(by):
        raise NotFound(reference="", permission=Permission.DECIDE)


@transaction.atomic
def keep_tables(*, by: Actor, files: dict[str, bytes]) -> Load:
    """Keep what was sent until its sender has decided. Raises NotFound, RuleBroken for what is no table."""
    require_loads(by=by)
    for content in files.values():
        read(content)
    made = Load.objects.create(organisation_id=place_of(by), created_by_id=by.capacity_id)
    until = forgetting.kept_until(LoadTable)
    for of, content in files.items():
        LoadTable.objects.create(load=made, of=of, content=zlib.compress(content), valid_until=until)
    audit.record(by, "load.keep", row=made, detail={"tables": sorted(files)})
    return made


@transaction.atomic
def say(*, by: Actor, load: Load, settings: dict[str, Any]) -> None:
    """What columns and values mean. Raises NotFound, RuleBroken."""
    held = _held(by, load)
    rules.check_load_state(held.state in NEXT["check"][1])
    Load.objects.filter(pk=held.pk).update(settings=settings)
    audit.record(by, "load.say", row=held)


@transaction.atomic
def ask(*, by: Actor, load: Load, what: str, only_good: bool = False) -> None:
    """Check it, take it in or take it back: from here on a job does it. Raises NotFound, RuleBroken."""
    held = _held(by, load)
    then, before = NEXT[what]
    rules.check_load_state(held.state in before)
    who: dict[str, Any] = {}
    if what == "take_in":
        rules.check_loads(queries.asked_lately(by, what, clock.now() - timedelta(hours=1)))
        rules.check_whole(faulty=sum(one["faulty"] for one in held.counts.values()), only_good=only_good)
        who = {"loaded_by": by.capacity_id}
    elif what == "check":
        today = clock.midnight(clock.today())
        rules.check_checks(queries.asked_lately(by, what, today), definition()["checks_a_day"])
        who = {"checked_by": by.capacity_id}
    elif what == "take_back":
        who = {"undone_by": by.capacity_id}
    Load.objects.filter(pk=held.pk).update(state=then, broken=False, **who)
    audit.record(by, "load.ask", row=held, detail={"what": what})
    load_asked.send(sender=Load, load=held, what=what)


@transaction.atomic
def throw_away(*, by: Actor, load: Load) -> None:
    """No longer wanted: the tables go at once. Raises NotFound, RuleBroken."""
    held = _held(by, load)
    rules.check_load_state(held.state in NEXT["check"][1])
    LoadTable.objects.filter(load=held).delete()
    Load.objects.filter(pk=held.pk).update(state=Load.State.THROWN_AWAY)
    audit.record(by, "load.throw_away", row=held)


def run(*, by: Actor, load_id: UUID, work: Callable[..., None]) -> None:
    """A job. When it breaks, nothing has changed, and the page says so; it is tried again by itself."""
    try:
        work(by=by, load_id=load_id)
    except Exception:
        Load.objects.filter(pk=load_id).update(broken=True)
        raise


def _held(by: Actor, load: Load) -> Load:
    """As it stands, for its own organisation; of two who press at once the second waits."""
    require_loads(by=by)
    held = Load.objects.select_for_update().filter(pk=load.pk, organisation_id=place_of(by)).first()
    if held is None:
        raise NotFound(reference="", permission=Permission.DECIDE)
    return held
