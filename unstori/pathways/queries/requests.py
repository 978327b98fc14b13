"""Requests, through the door for whoever is around the person, for the service that was asked, and for who holds them."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from unstori.access import policy
from unstori.access.door import NotFound, Opened
from unstori.access.queries import grants_on
from unstori.access.rules import Actor, Permission
from unstori.core import clock, definitions
from unstori.core.once import once
from unstori.core.words import Words
from unstori.core.workdays import after_working_days
from unstori.directory.models import Entry
from unstori.pathways.models import Desk, Pathway, Request, Sent, Turn
from unstori.pathways.rules import requests as rules
from unstori.people.models import Person, Team

FOLDER = Path(__file__).resolve().parents[1] / "definitions" / "requests"
PARTY = ("user", "person", "organisation", "team")
WHO = tuple(f"{field}__{of}" for field in ("created_by", "holder", "next_by") for of in PARTY)
ABOUT = ("service__provider", "service__live", "team__organisation", *(f"lead__{of}" for of in PARTY))


def definition() -> dict[str, Any]:
    """Days, reasons, purposes and words of requests, as they hold today."""
    return definitions.current(FOLDER, "requests", clock.today())


def item(kind: str, id: str) -> dict[str, Any]:
    """One of a list of the definition; raises KeyError."""
    return next(one for one in definition()[kind] if one["id"] == id)


def said(words: dict[str, str]) -> Words:
    return Words(en=words["en"], cy=words["cy"])


def due(state: str, person: Person, today: date) -> date | None:
    """By when the next step should be, from this state on."""
    period = definition()["due"].get(state)
    return after_working_days(today, period["days"], person.jurisdiction) if period else None


def desk_of(service: Entry | None) -> Desk | None:
    """The team here that answers for a service."""
    rows = Desk.objects.filter(service=service, closed_at__isnull=True, team__ends_on__isnull=True)
    return rows.select_related("team__organisation").first() if service else None


# For whoever is around the person.


def pathways_of(opened: Opened) -> QuerySet[Pathway]:
    """What help was asked with, the open ones first, each with its requests. Turns are asked for apart."""
    requests = requests_of(opened).order_by("created_at", "pk")
    rows = opened.rows(Pathway.objects.select_related("outcome", "person", *WHO))
    rows = rows.prefetch_related(Prefetch("requests", queryset=requests))
    return rows.order_by("ended_at", "-first_asked_on", "pk")


def pathway(opened: Opened, id: UUID) -> Pathway:
    """One of them. Raises NotFound."""
    return _one(opened, pathways_of(opened), id)


def requests_of(opened: Opened) -> QuerySet[Request]:
    """All requests that the actor sees."""
    return opened.rows(Request.objects.select_related(*ABOUT))


def request(opened: Opened, id: UUID) -> Request:
    """One of them, with its pathway. Raises NotFound."""
    rows = requests_of(opened).select_related(*ABOUT, "pathway__outcome", "pathway__holder__user", "person")
    return _one(opened, rows.filter(pathway__in=opened.rows(Pathway.objects.all())), id)


def unstarted(opened: Opened) -> QuerySet[Request]:
    """Services that were asked and have not started, whose step is due first on top: for the page of what happens next."""
    rows = opened.rows(Request.objects.filter(state__in=rules.UNSTARTED)).filter(
        pathway__in=opened.rows(Pathway.objects.all())
    )
    rows = rows.select_related(*(f"pathway__holder__{of}" for of in PARTY))
    return rows.order_by("due_on", "asked_on", "pk")


def turns_of(opened: Opened, found: Pathway) -> QuerySet[Turn]:
    """What was done, in order: of the pathway and of those of its requests that the actor sees."""
    seen = Q(request__isnull=True) | Q(request__in=opened.rows(Request.objects.all()))
    rows = opened.rows(Turn.objects.filter(seen, pathway=found))
    return rows.select_related(*WHO, "request").order_by("created_at", "pk")


def sent_of(opened: Opened, requests: Collection[Request] = ()) -> list[Sent]:
    """What was sent where, newest last; of each the parts that the actor sees."""
    rows = opened.rows(Sent.objects.filter(request__in=opened.rows(Request.objects.all())))
    rows = rows.filter(request__in=requests) if requests else rows
    found = list(rows.select_related("created_by__user", "request").order_by("created_at", "pk"))
    kept = {str(id) for id in opened.withheld}
    for one in found:
        one.pieces = [
            piece for piece in one.pieces if piece["section"] in opened.sections and piece["row"] not in kept
        ]
    return found


def standing(opened: Opened) -> QuerySet[Pathway]:
    """Those that have not ended."""
    return pathways_of(opened).filter(ended_at__isnull=True)


# For the service that was asked, and for who holds it without being around the person.


def not_kept(rows: QuerySet[Any], by: Actor) -> QuerySet[Any]:
    """Less what is kept from the actor, for whoever sees it by no grant."""
    kept = policy.kept_from(by)
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    return rows.exclude(pk__in=kept.rows) if kept.rows else rows


def for_service(by: Actor) -> QuerySet[Request]:
    """What came to the actor's team, and never what is only being written. Its page orders and bounds it."""
    if by.kind != "worker" or not by.vouched or by.team_id is None:
        return Request.objects.none()
    rows = Request.objects.filter(team_id=by.team_id, asked_on__isnull=False).exclude(state=rules.DRAFTED)
    return not_kept(rows, by)


def of_service(by: Actor, id: UUID) -> Request:
    """One of them. Raises NotFound, alike for none and for another team's."""
    rows = for_service(by).select_related(
        *ABOUT, "pathway__outcome", "pathway__holder__user", "person__authority"
    )
    found = rows.filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found


def sent_to_service(by: Actor, found: Request) -> list[Sent]:
    """What came with it, for the service; less what is kept from who reads."""
    kept = policy.kept_from(by, [found.person_id])
    sections, rows = kept.sections.get(found.person_id, frozenset()), {str(id) for id in kept.rows}
    sendings = list(found.sendings.select_related("created_by__user").order_by("created_at", "pk"))
    for one in sendings:
        one.pieces = [
            piece for piece in one.pieces if piece["section"] not in sections and piece["row"] not in rows
        ]
    return sendings


def held_by(by: Actor) -> QuerySet[Pathway]:
    """What the actor holds, also where they are not around the person: on duty, it fell to them."""
    rows = Pathway.objects.filter(holder_id=by.capacity_id, ended_at__isnull=True)
    return not_kept(rows.select_related("person", "outcome"), by)


@once
def holds(by: Actor, id: UUID) -> bool:
    """Whether the actor holds this pathway."""
    return held_by(by).filter(pk=id).exists()


def whose(by: Actor, found: Request, opened: Opened | None) -> set[str]:
    """What the actor is to a request: of the family, around the person, of the service. `opened`: as they see the person."""
    roles = set()
    if opened is not None and opened.sees(found) and opened.may(Permission.ADD, found.section):
        roles.add(rules.CIRCLE)
        if by.kind in ("self", "family", "advocate"):
            roles.add(rules.FAMILY)
    if found.pathway.holder_id == by.capacity_id:
        roles.add(rules.CIRCLE)
    if found.team_id and found.team_id == by.team_id and by.kind == "worker" and by.vouched:
        roles.add(rules.SERVICE)
    return roles


def granted_to(person: Person, team: Team | None) -> frozenset[str]:
    """Sections that a team or its organisation may see already, by the person's decisions."""
    if team is None:
        return frozenset()
    held = grants_on(person).filter(Q(team=team) | Q(organisation=team.organisation_id))
    return frozenset(held.values_list("section", flat=True))


def _one(opened: Opened, rows: QuerySet[Any], id: UUID) -> Any:
    found = rows.filter(pk=id).first()
    if found is None:
        raise missing(id, opened.person)
    return found


def locked(model: Any, id: UUID) -> Any:
    """Locked first; what belongs to it is read after: beside a row that was waited for PostgreSQL gives it as it was."""
    found = model.objects.select_for_update().filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found


def missing(id: UUID | str, person: Person | None = None) -> NotFound:
    return NotFound(reference=str(id), permission=Permission.SEE, person_id=person.pk if person else None)
