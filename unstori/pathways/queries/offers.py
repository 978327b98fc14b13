"""Times that were offered, for the service and for the family."""

from collections.abc import Collection
from uuid import UUID

from unstori.access import policy
from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.pathways.models import Offer, Request
from unstori.pathways.queries.requests import missing, not_kept


def of_request(by: Actor, found: Request) -> list[Offer]:
    """For the service, newest first; less what is kept from who reads."""
    kept = policy.kept_from(by, [found.person_id]).rows
    return list(found.offers.exclude(pk__in=kept).order_by("-created_at", "-pk"))


def one_of(by: Actor, found: Request, id: UUID) -> Offer:
    """Raises NotFound."""
    row = next((one for one in of_request(by, found) if one.pk == id), None)
    if row is None:
        raise missing(id, found.person)
    return row


def seen(opened: Opened, requests: Collection[Request]) -> list[Offer]:
    """For the family and whoever is around them: what was not taken back, the newest first."""
    rows = opened.rows(Offer.objects.filter(request__in=requests, withdrawn_at__isnull=True))
    return list(rows.select_related("request").order_by("-at", "-pk"))


def held(by: Actor, requests: Collection[Request]) -> list[Offer]:
    """For who holds it without being around the person."""
    rows = not_kept(Offer.objects.filter(request__in=requests, withdrawn_at__isnull=True), by)
    return list(rows.select_related("person", "request").order_by("-at", "-pk"))


def one_seen(opened: Opened, id: UUID) -> Offer:
    """Raises NotFound."""
    mine = opened.rows(Request.objects.all())
    row = (
        opened.rows(Offer.objects.filter(pk=id, request__in=mine)).select_related("request__pathway").first()
    )
    if row is None:
        raise missing(id, opened.person)
    return row


def stands(found: Request, kind: str) -> bool:
    """Whether a time waits for an answer."""
    return found.offers.filter(kind=kind, answer="", withdrawn_at__isnull=True).exists()


def hidden(by: Actor, row: Offer) -> bool:
    """Whether it is kept from who would answer it."""
    return row.pk in policy.kept_from(by, [row.person_id]).rows
