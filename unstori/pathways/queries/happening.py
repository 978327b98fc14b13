"""What is happening with what was asked for, for the family, whoever is around them, and who holds it."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.dates import as_day
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries import holders
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import happening as rules
from unstori.pathways.rules import requests as table
from unstori.people.models import Capacity

Turns = dict[UUID, list[Turn]]


def turns_of(opened: Opened, rows: Collection[Pathway]) -> Turns:
    """What was done with each, in order, as far as the actor sees it: for a whole page at once."""
    found: Turns = defaultdict(list)
    seen = {row.pk for row in rows}
    mine = {request.pk for row in rows for request in row.requests.all()}
    turns = opened.rows(Turn.objects.filter(pathway__in=seen).exclude(move__in=table.QUIET))
    for turn in turns.select_related(*queries.WHO, "request").order_by("created_at", "pk"):
        if turn.request_id is None or turn.request_id in mine:
            found[turn.pathway_id].append(turn)
    return found


def held(by: Actor) -> QuerySet[Pathway]:
    """What the actor holds, each with its requests; the oldest first."""
    requests = queries.not_kept(Request.objects.select_related(*queries.ABOUT), by).order_by(
        "created_at", "pk"
    )
    rows = queries.held_by(by).select_related("person__authority", "outcome", *queries.WHO)
    return rows.prefetch_related(Prefetch("requests", queryset=requests)).order_by("first_asked_on", "pk")


def held_one(by: Actor, id: UUID) -> Pathway:
    """One of them. Raises NotFound."""
    found = held(by).filter(pk=id).first()
    if found is None:
        raise queries.missing(id)
    return found


def held_request(by: Actor, id: UUID) -> Request:
    """A request of what the actor holds. Raises NotFound."""
    rows = queries.not_kept(Request.objects.filter(pathway__in=queries.held_by(by).values("pk")), by)
    found = (
        rows.select_related(*queries.ABOUT, "pathway__holder__user", "person__authority")
        .filter(pk=id)
        .first()
    )
    if found is None:
        raise queries.missing(id)
    return found


def turns_held(by: Actor, rows: Collection[Pathway]) -> Turns:
    """The same for who holds it, also where they are not around the person."""
    found: Turns = defaultdict(list)
    mine = {request.pk for row in rows for request in row.requests.all()}
    turns = Turn.objects.filter(pathway__in=[row.pk for row in rows]).exclude(move__in=table.QUIET)
    turns = queries.not_kept(turns, by)
    for turn in turns.select_related(*queries.WHO, "request").order_by("created_at", "pk"):
        if turn.request_id is None or turn.request_id in mine:
            found[turn.pathway_id].append(turn)
    return found


def held_since(row: Pathway, turns: Iterable[Turn]) -> date:
    """Since when whoever holds it now holds it without a break."""
    since = as_day(row.created_at)
    for before, turn in _pairs([turn for turn in turns if turn.holder_id]):
        if before is None or before.holder_id != turn.holder_id:
            since = as_day(turn.created_at)
    return since


def _pairs(turns: list[Turn]) -> list[tuple[Turn | None, Turn]]:
    return list(zip([None, *turns[:-1]], turns, strict=True)) if turns else []


def reached(request: Request, turns: Iterable[Turn]) -> list[tuple[str, date]]:
    """States of a request in the order of their turns."""
    mine = [turn for turn in turns if turn.request_id == request.pk and turn.move in table.MOVES]
    return [(turn.state, turn.on) for turn in mine]


def silence(row: Pathway, requests: Iterable[Request]) -> tuple[str, int]:
    """Whom the silence concerns, and for how many days it lasts: of the request with which nobody spoke for longest."""
    said = next((one for one in queries.definition()["silence"] if one["id"] == row.tier), None)
    if said is None or row.ended_at:
        return rules.SPOKEN, 0
    today = clock.today()
    lasts = [one.last_contact_on for one in requests if one.is_open and one.last_contact_on]
    if not lasts:
        return rules.SPOKEN, 0
    oldest = min(lasts)
    return rules.silence(oldest, today, days=said["days"], then=said["then"]), (today - oldest).days


def phones(opened: Opened, capacities: Collection[UUID]) -> dict[UUID, str]:
    """How those around the person are rung, as the circle has it for who sees it."""
    rows = opened.rows(Member.objects.filter(capacity__in=capacities, person=opened.person)).exclude(phone="")
    return {row.capacity_id: row.phone for row in rows if row.capacity_id}


def days_for_others(row: Pathway, turns: Iterable[Turn]) -> dict[UUID, int]:
    """For how many days each held it while another organisation was being waited for."""
    turns = [turn for turn in turns if turn.holder_id]
    steps = [
        rules.Step(as_day(turn.created_at), turn.holder_id, turn.request_id, turn.state) for turn in turns
    ]
    until = as_day(row.ended_at) if row.ended_at else clock.today()
    at = {one.pk: one.organisation_id for one in {turn.holder for turn in turns if turn.holder}}
    elsewhere: dict[Hashable, Collection[Hashable]] = {
        holder: [one.pk for one in row.requests.all() if one.team is None or one.team.organisation_id != organisation]
        for holder, organisation in at.items()
    }  # fmt: skip
    counted = rules.days_for_others(steps, until, elsewhere=elsewhere)
    return {one: number for one, number in counted.items() if isinstance(one, UUID)}


def could_hold(row: Pathway, by: Actor) -> list[Capacity]:
    """Who may be named instead of whoever holds it now."""
    return [one for one in holders.could_hold(row.person, row, by) if one.pk != row.holder_id]
