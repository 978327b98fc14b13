"""Started or not, who holds it, one next step for all, and the end, which is somebody's decision."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.pathways.actions.requests.turning import Held, hold, hold_pathway, move, turn
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries import holders
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity, Person


@transaction.atomic
def confirm(*, by: Actor, request: Request, words: str = "", seen: int | None = None) -> Turn:
    """The family says that it has really started; who works with them there holds it from now on. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    return _started(by, held, "confirm", words)


@transaction.atomic
def record_started(*, by: Actor, request: Request, words: str, seen: int | None = None) -> Turn:
    """Somebody around the person has seen that it has started, and says how. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    return _started(by, held, "see", words)


def _started(by: Actor, held: Held, id: str, words: str) -> Turn:
    request = held.request
    changes: dict[str, Any] = {}
    if request.lead_id is None and not request.lead_words:
        changes["lead_words"] = request.service_name[:200]
    return move(held, id, by=by, words=words, changes=changes)


@transaction.atomic
def not_yet(*, by: Actor, request: Request, words: str = "", seen: int | None = None) -> Turn:
    """The family says that it has not: it waits on, and is held as before. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    return move(held, "not_yet", by=by, words=words, changes={"met_on": None})


@transaction.atomic
def hand_over(
    *, by: Actor, pathway: Pathway, to: Capacity | None, words: str, seen: int | None = None
) -> Turn:
    """Somebody else holds it, by name. Raises RuleBroken."""
    held, _opened = hold_pathway(pathway, by=by, seen=seen)
    rules.check_words(words)
    if held.ended_at is not None:
        raise RuleBroken(_("This has ended."))
    if to is None or to.pk not in {one.pk for one in holders.could_hold(held.person, held, by)}:
        raise RuleBroken(_("Choose somebody who is there now."))
    return _now_holds(by, held, to, words)


@transaction.atomic
def say_next(
    *,
    by: Actor,
    pathway: Pathway,
    words: str,
    who: Capacity | None = None,
    on: date | None = None,
    seen: int | None = None,
) -> Turn:
    """One next step for all who are asked, in plain words; the holder's own where nobody is named. Raises RuleBroken."""
    held, _opened = hold_pathway(pathway, by=by, seen=seen)
    rules.check_words(words)
    rules.check_next(on, clock.today())
    held.next_words, held.next_by, held.next_on = words, who or held.holder, on
    held.version += 1
    held.save(update_fields=["next_words", "next_by", "next_on", "version"])
    return turn(held, "step", by=by, next_words=words, next_by=held.next_by, next_on=on)


@transaction.atomic
def close(*, by: Actor, pathway: Pathway, words: str, seen: int | None = None) -> Turn:
    """By a decision, in words, and only when no request is open. Raises RuleBroken."""
    held, _opened = hold_pathway(pathway, by=by, seen=seen)
    rules.check_over(states=held.requests.values_list("state", flat=True), words=words)
    if held.ended_at is not None:
        raise RuleBroken(_("This has ended."))
    held.ended_at, held.ended_by, held.end_words = clock.now(), by.capacity_id, words
    held.version += 1
    held.save()
    return turn(held, "over", by=by, words=words)


@transaction.atomic
def open_again(*, by: Actor, pathway: Pathway, words: str = "", seen: int | None = None) -> Turn:
    """The way back: nothing is asked anew, and the first day stays. Raises RuleBroken."""
    held, _opened = hold_pathway(pathway, by=by, seen=seen)
    if held.ended_at is None:
        raise RuleBroken(_("This is open."))
    there = holders.holder_for(held.person, section=held.section, asker=by)
    rules.check_send(has_holder=there is not None, sections=(), allowed=())
    held.ended_at, held.ended_by, held.holder = None, None, there
    held.version += 1
    held.save()
    return turn(held, "again", by=by, words=words)


def take_over(
    *, by: Actor, person: Person, leaving: Capacity, to: Capacity, rows: Collection[UUID] | None = None
) -> int:
    """What somebody who leaves holds goes to whoever follows. `circle` has authorised it."""
    held = [one.pk for one in holders.held_of([person], [leaving]) if rows is None or one.pk in rows]
    led = [one.pk for one in holders.led_of([person], [leaving]) if rows is None or one.pk in rows]
    around = Pathway.objects.filter(Q(pk__in=held) | Q(requests__in=led)).order_by("pk")
    # Every pathway before any request, as each step locks them; and what somebody else took meanwhile stays theirs.
    pathways = {id: queries.locked(Pathway, id) for id in dict.fromkeys(around.values_list("pk", flat=True))}
    mine = [one for one in pathways.values() if one.pk in held and one.holder_id == leaving.pk]
    for pathway in mine:
        _now_holds(by, pathway, to, "")
    requests = [one for one in map(_request, sorted(led)) if one.lead_id == leaving.pk]
    for request in requests:
        request.lead = to
        request.version += 1
        request.save(update_fields=["lead", "version"])
        turn(pathways[request.pathway_id], "lead", by=by, request=request)
    return len(mine) + len(requests)


def _request(id: UUID) -> Request:
    found: Request = queries.locked(Request, id)
    return found


def never_unheld(*, by: Actor) -> int:
    """Whoever held it is not there any more: it falls to who answers for a team around the person. By the schedule."""
    return sum(_fall(by, id) for id in holders.unheld(clock.today()).values_list("pk", flat=True))


@transaction.atomic
def _fall(by: Actor, id: UUID) -> bool:
    pathway = Pathway.objects.select_for_update().filter(pk=id).first()
    if pathway is None or not holders.unheld(clock.today()).filter(pk=id).exists():
        return False  # somebody took it while this waited
    to = holders.holder_for(pathway.person, section=pathway.section, never=pathway.holder_id)
    if to is None or to.pk == pathway.holder_id:
        return False
    _now_holds(by, pathway, to, "")
    return True


def _now_holds(by: Actor, pathway: Pathway, to: Capacity, words: str) -> Turn:
    if pathway.next_by_id == pathway.holder_id:
        pathway.next_by = to
    pathway.holder = to
    pathway.version += 1
    pathway.save(update_fields=["holder", "next_by", "version"])
    return turn(pathway, "hold", by=by, words=words)
