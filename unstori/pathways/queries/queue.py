"""What came to a team: its queue by need and then by time, and one request as the service reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.models import Entry
from unstori.directory.rules.asking import merged, understood
from unstori.pathways.models import Request, Turn
from unstori.pathways.queries import asking, requests
from unstori.pathways.queries.quiet import quiet
from unstori.pathways.rules import criteria
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity
from unstori.people.rules import age_on

OVER, NOBODY = "over", "nobody"
SUGGESTED = 6
MOST = 300  # of a queue that is counted while somebody waits for the page


@dataclass(frozen=True)
class Wanted:
    """How the queue is wanted; each empty: all. `who`: a capacity, or NOBODY."""

    state: str = ""
    need: str = ""
    who: str = ""
    only: str = ""  # late, quiet


def serves(by: Actor) -> bool:
    """Whether requests can come to the actor: somebody who works in a team."""
    return by.kind == "worker" and by.vouched and by.team_id is not None


def queue(by: Actor, wanted: Wanted) -> QuerySet[Request]:
    """What is open, by need and then by time; with `state` OVER what is not, the newest first."""
    rows = _less_kept(requests.for_service(by), by)
    if wanted.state == OVER:
        rows = rows.filter(state__in=rules.OVER).order_by("-over_on", "-pk")
    else:
        rows = rows.filter(over_on__isnull=True).order_by("need_order", "asked_on", "pk")
    if wanted.state and wanted.state != OVER:
        rows = rows.filter(state=wanted.state)
    if wanted.need:
        rows = rows.filter(need="" if wanted.need == NOBODY else wanted.need)
    if wanted.who:
        rows = rows.filter(lead__isnull=True) if wanted.who == NOBODY else rows.filter(lead=UUID(wanted.who))
    if wanted.only:
        today = clock.today()
        rows = rows.filter(Q(due_on__lt=today) if wanted.only == "late" else quiet(today))
    return rows.select_related("person", "pathway__holder__user", "lead__user")


def offerable(by: Actor) -> list[Request]:
    """To whom a time can be offered: those who were told yes or wait, first in the queue first."""
    rows = queue(by, Wanted()).filter(state__in=(rules.ACCEPTED, rules.WAITING))
    return list(rows[:100])


def one(by: Actor, id: UUID) -> Request:
    """One request, for the team that it came to. Raises NotFound."""
    found = requests.of_service(by, id)
    if not _less_kept(Request.objects.filter(pk=found.pk), by).exists():
        raise requests.missing(id)
    return found


def turns(by: Actor, found: Request) -> list[Turn]:
    """What was done with it and with all that was asked together, without what other services said."""
    rows = Turn.objects.filter(Q(request=found) | Q(request__isnull=True), pathway=found.pathway_id)
    rows = requests.not_kept(rows, by).select_related(*requests.WHO, "request")
    return list(rows.order_by("created_at", "pk"))


def beside(by: Actor, found: Request) -> list[Request]:
    """Other services that are asked with the same worry: where they are, and no more."""
    rows = Request.objects.filter(pathway=found.pathway_id).exclude(pk=found.pk)
    rows = rows.exclude(state__in=(rules.DRAFTED, rules.WITHDRAWN))
    return list(requests.not_kept(rows, by).order_by("asked_on", "pk"))


def colleagues(by: Actor, found: Request) -> list[Capacity]:
    """Who can work with the family there: of the team that was asked."""
    return list(directory.workers_of(found.team)) if found.team else []


def known(by: Actor, found: Request) -> tuple[int | None, str]:
    """Age and area, for the service's own criteria; nothing that is kept from the reader."""
    kept, person = policy.kept_from(by, [found.person_id]), found.person
    if "about_me" in kept.sections.get(person.pk, frozenset()):
        return None, ""
    age = age_on(person.born_on, clock.today()) if person.born_on else None
    return age, "" if person.pk in kept.addresses else asking.district(person.postcode)


def points(by: Actor, found: Request) -> list[criteria.Point]:
    """What speaks for and against by what the entry says."""
    if found.service is None:
        return []
    age, district = known(by, found)
    return asking.weighed(found.service, age=age, district=district, by_worker=True)


def suggested(by: Actor, found: Request, words: str = "") -> list[Entry]:
    """Services that could fit better, by the worry's words and the age; of what is typed, by that. None that is asked already."""
    said = words or f"{found.pathway.words} {found.words}".strip() or found.service_name
    age, _district = known(by, found)
    asked = set(Request.objects.filter(pathway=found.pathway_id).values_list("service", flat=True))
    hits = directory.search(merged(understood(said[:200]), age=age), count=SUGGESTED + len(asked)).hits
    return [hit.entry for hit in hits if hit.entry.pk not in asked][:SUGGESTED]


def _less_kept(rows: QuerySet[Request], by: Actor) -> QuerySet[Request]:
    kept: Collection[UUID] = policy.kept_from(by).rows
    return rows.exclude(pathway__in=kept) if kept else rows
