"""What those of a queue wait for, and what helps them meanwhile: for a whole page at once."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from unstori.access import policy
from unstori.access.rules import Actor
from unstori.pathways.models import Offer, Request, Turn
from unstori.pathways.rules import requests as rules


@dataclass
class Waits:
    """Of one request: the time that was offered and is not answered, and what the family was told helps meanwhile."""

    offer: Offer | None = None
    meanwhile: str = ""


def of_many(by: Actor, rows: Collection[Request]) -> dict[UUID, Waits]:
    """The newest of each; less what is kept from who reads."""
    found = {row.pk: Waits() for row in rows if row.state in rules.UNSTARTED}
    kept = policy.kept_from(by).rows
    offers = Offer.objects.filter(request__in=found, answer="", withdrawn_at__isnull=True)
    for offer in offers.exclude(pk__in=kept).order_by("created_at", "pk"):
        found[offer.request_id].offer = offer
    told = Turn.objects.filter(request__in=found, move="list").exclude(next_words="").exclude(pk__in=kept)
    for id, words in told.order_by("created_at", "pk").values_list("request", "next_words"):
        found[id].meanwhile = words
    return found
