"""Arranging one visit for several services: proposed, fitted, chosen once by the family, and a start for each."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.actions.requests.turning import Held, hold, hold_pathway, move, turn
from unstori.pathways.models import Pathway, Request, Turn, Visit, VisitPart, VisitTime
from unstori.pathways.queries import requests as asked
from unstori.pathways.queries import visits as queries
from unstori.pathways.rules import requests as rules
from unstori.pathways.rules import visits

FAMILY = ("self", "family", "advocate")


@transaction.atomic
def propose(
    *,
    by: Actor,
    pathway: Pathway,
    requests: Iterable[Request],
    times: Sequence[datetime],
    place: str,
    words: str = "",
) -> Visit:
    """By who holds it or is around the person. Each service says which times suit it. Raises RuleBroken, NotFound."""
    held, _opened = hold_pathway(pathway, by=by)
    wanted = {one.pk for one in requests}
    coming = list(
        queries.could_come(Request.objects.filter(pathway=held, pk__in=wanted)).order_by("created_at", "pk")
    )
    visits.check_propose(
        requests=len(coming), open_visits=int(queries.is_arranged(held)), times=times, now=clock.now()
    )
    rules.check_words(place)
    stamp = audit.stamp(by=by, person=held.person, section=held.section, narrowed=held.narrowed)
    made = Visit.objects.create(pathway=held, place=place, **stamp)
    for at in sorted(set(times)):
        VisitTime.objects.create(visit=made, at=at, **stamp)
    ids = [str(one.pk) for one in made.times.order_by("at")]
    for request in coming:
        # A service that is not here answers through who proposed the times.
        VisitPart.objects.create(visit=made, request=request, suits=None if request.team_id else ids, **stamp)
    turn(held, "visit", by=by, words=words)
    _settle(by, made)
    return made


@transaction.atomic
def answer(*, by: Actor, visit: Visit, request: Request, suits: Collection[str]) -> VisitPart:
    """A service says which times suit it. Raises RuleBroken, NotFound."""
    held = hold(request, by=by)
    row = _locked(visit, held.pathway)
    part = row.parts.filter(request=held.request).first()
    visits.check_answer(state=row.state, whose=part is not None and rules.SERVICE in held.whose)
    assert part is not None
    times = {str(one.pk) for one in row.times.all()}
    part.suits = sorted(times & set(suits))
    part.save(update_fields=["suits"])
    audit.record(by, "visit.answer", person_id=row.person_id, row=part)
    _settle(by, row)
    return part


@transaction.atomic
def choose(*, by: Actor, visit: Visit, time: UUID | None, words: str = "") -> Turn:
    """The family chooses a time, or says that none suits; then another visit can be proposed. Raises RuleBroken, NotFound."""
    pathway, opened = hold_pathway(visit.pathway, by=by)
    row = _locked(visit, pathway)
    fits = visits.fitting(_times(row), [part.suits for part in row.parts.all()])
    family = opened is not None and by.kind in FAMILY
    visits.check_choose(state=row.state, is_family=family, fits=time is None or str(time) in fits)
    row.chosen = row.times.filter(pk=time).first() if time else None
    _now(row, visits.AGREED if row.chosen else visits.OFF)
    return turn(pathway, "visit_time" if row.chosen else "visit_off", by=by, words=words)


@transaction.atomic
def call_off(*, by: Actor, visit: Visit, words: str) -> Turn:
    """By who holds it or is around the person, with a reason. Raises RuleBroken, NotFound."""
    pathway, _opened = hold_pathway(visit.pathway, by=by)
    row = _locked(visit, pathway)
    visits.check_off(state=row.state)
    rules.check_words(words)
    _now(row, visits.OFF)
    return turn(pathway, "visit_off", by=by, words=words)


@transaction.atomic
def took_place(*, by: Actor, visit: Visit, came: Iterable[Request], words: str = "") -> list[Turn]:
    """First contact of each service that came. By one of them, or by who is around the person. Raises RuleBroken, NotFound."""
    held = _any(by, visit)
    row = _locked(visit, held.pathway)
    ids = {one.pk for one in came}
    those = [part.request for part in row.parts.select_related("request") if part.request_id in ids]
    at = row.chosen.at if row.chosen else None
    visits.check_happened(state=row.state, at=at, now=clock.now(), came=len(those))
    assert at is not None
    _now(row, visits.HAPPENED)
    day = at.astimezone(clock.LONDON).date()
    changes = {"met_on": day, "last_contact_on": day}
    # They agreed to come together, so whoever was there writes it down for each.
    return [
        move(held.beside(one), "meet", by=by, words=words, on=day, changes=dict(changes)) for one in those
    ]


def _any(by: Actor, visit: Visit) -> Held:
    """One of the requests, to which the actor is something. Raises NotFound."""
    for part in visit.parts.select_related("request"):
        with suppress(NotFound):
            return hold(part.request, by=by)
    raise asked.missing(visit.pk)


def _times(row: Visit) -> list[str]:
    return [str(one.pk) for one in row.times.order_by("at", "pk")]


def _settle(by: Actor, row: Visit) -> None:
    state = visits.after_answer(_times(row), [part.suits for part in row.parts.all()])
    if state != row.state:
        _now(row, state)
        if state == visits.OFF:
            turn(row.pathway, "visit_off", by=by)


def _now(row: Visit, state: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "chosen", "version"])


def _locked(visit: Visit, pathway: Pathway) -> Visit:
    """As it stands, in the pathway that is locked already."""
    found = (
        Visit.objects.select_related("chosen", "pathway__person").filter(pk=visit.pk, pathway=pathway).first()
    )
    if found is None:
        raise asked.missing(visit.pk)
    found.pathway = pathway
    return found
