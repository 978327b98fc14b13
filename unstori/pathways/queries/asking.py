"""What somebody can ask of whom, and what the reader may know of the person when it is weighed."""

from collections.abc import Collection, Iterable
from uuid import UUID

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.adjustments import queries as adjustments
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.models import Entry
from unstori.directory.queries.entries import listed
from unstori.directory.rules import beyond
from unstori.directory.rules.asking import merged, understood
from unstori.pathways.models import Desk, Pathway, Request
from unstori.pathways.queries import requests as queries
from unstori.pathways.queries.pieces import Piece
from unstori.pathways.rules import criteria
from unstori.pathways.rules import requests as rules
from unstori.people.rules import age_on
from unstori.plan import queries as plan
from unstori.plan.models import Outcome, Support

USUAL = ("about_me", "what_matters")
FOUND, BESIDE = 8, 4  # of a search, and of another age: more is for the directory's own page


def outcomes(opened: Opened) -> list[Outcome]:
    """What is wanted, and what the actor may ask help with."""
    return [row for row in plan.open_outcomes(opened) if opened.may(Permission.ADD, row.section)]


def services(ids: Iterable[str]) -> list[Entry]:
    """Those that were chosen, in that order; what is no entry, or gone, is not there."""
    wanted = [id for id in dict.fromkeys(ids) if _is_id(id)]
    found = {str(row.hsds_id): row for row in listed().filter(hsds_id__in=wanted).select_related("live")}
    return [found[id] for id in wanted if id in found]


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def saved(opened: Opened, outcome: Outcome | None) -> list[Entry]:
    """What stands in the plan already: for this outcome first."""
    rows = plan.supports(opened).filter(service__isnull=False).exclude(status=Support.Status.STOPPED)
    ordered = sorted(rows, key=lambda row: outcome is None or row.outcome_id != outcome.pk)
    return list(
        {row.service_id: row.service for row in ordered if row.service and not row.service.gone_at}.values()
    )


def found(opened: Opened, words: str) -> list[Entry]:
    """Asked of the directory with the age that the reader may know; then what is said to be for another age: it can be asked
    all the same, and the next page tells what speaks against it. No word of it stands in an address."""
    age, _district = known(opened)
    asked = understood(words[:200])
    hits = directory.search(merged(asked, age=age), count=FOUND).hits
    rest = directory.search(asked, count=FOUND).hits if age is not None else ()
    return list({hit.entry.pk: hit.entry for hit in (*hits, *rest)}.values())[: FOUND + BESIDE]


def known(opened: Opened) -> tuple[int | None, str]:
    """Age and first half of the postcode, for whoever may know them."""
    person, sees = opened.person, "about_me" in opened.sections
    age = age_on(person.born_on, clock.today()) if sees and person.born_on else None
    return age, district(person.postcode) if sees and not opened.address_withheld else ""


def district(postcode: str) -> str:
    """The outward code, also of one that was written without a space."""
    said = postcode.upper().strip()
    return said.split()[0] if " " in said else said[:-3]


def weighed(service: Entry, *, age: int | None, district: str, by_worker: bool) -> list[criteria.Point]:
    """What speaks for and against, by what the entry says now."""
    if service.live is None:
        return []
    local = service.live.local
    routes = local.get("routes") or ()
    alone = [one for one in routes if beyond.options("route").get(one, {}).get("without")]
    return criteria.weigh(local, service.live.document, age=age, district=district, by_worker=by_worker,
                          routes=routes, alone=alone)  # fmt: skip


def here(services: Collection[Entry]) -> set[UUID]:
    """Those for which a team here answers."""
    rows = Desk.objects.filter(service__in=services, closed_at__isnull=True, team__ends_on__isnull=True)
    return set(rows.values_list("service_id", flat=True))


def drafted(opened: Opened, pathway: Pathway) -> list[Request]:
    """What is written and not sent yet."""
    rows = queries.requests_of(opened).filter(pathway=pathway, state=rules.DRAFTED)
    return list(rows.order_by("created_at", "pk"))


def ticked(opened: Opened, pathway: Pathway, found: Iterable[Piece]) -> list[str]:
    """What usually goes along: the outcome, who somebody is and what matters, changes that are needed, and what stands in
    the part of the story that this is about. Everything else is ticked on purpose."""
    changes = list(adjustments.adjustments(opened))
    needed = {str(pathway.outcome_id), *(str(id) for row in changes for id in (row.pk, row.fact.pk))}
    return [piece.row for piece in found if piece.section in {*USUAL, pathway.section} or piece.row in needed]
