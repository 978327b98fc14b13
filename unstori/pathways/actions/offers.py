"""Offering times, to one or to several, taking one back, and the family's answer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import as_day
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.pathways.actions.requests.turning import hold, move
from unstori.pathways.models import Offer, Request
from unstori.pathways.queries import offers as queries
from unstori.pathways.queries import requests as asked
from unstori.pathways.rules import offers as rules
from unstori.pathways.rules import requests as table


@transaction.atomic
def offer(
    *,
    by: Actor,
    request: Request,
    at: datetime,
    place: str,
    words: str = "",
    kind: str = "first",
    seen: int | None = None,
) -> Offer:
    """By the service, or by who holds it for one that is not here. Raises RuleBroken, NotFound."""
    held = hold(request, by=by, seen=seen)
    rules.check_offer(at=at, now=clock.now(), place=place, standing=queries.stands(held.request, kind))
    move(held, "offer", by=by, words=words)
    row = held.request
    made = Offer.objects.create(
        request=row, kind=kind, at=at, place=place, words=words, narrowed=row.narrowed,
        **audit.stamp(by=by, person=row.person, section=row.section),
    )  # fmt: skip
    audit.record(by, "offer.made", person_id=row.person_id, row=made, detail={"kind": kind})
    return made


@transaction.atomic
def offer_several(
    *, by: Actor, requests: Sequence[Request], first: datetime, minutes: int, place: str, words: str = ""
) -> list[Offer]:
    """Each gets a time of their own, in the order of the queue; or none does. Raises RuleBroken, NotFound."""
    rules.check_several(number=len(requests), minutes=minutes)
    times = dict(
        zip(
            [one.pk for one in requests],
            rules.times(first, minutes=minutes, number=len(requests)),
            strict=True,
        )
    )
    # Locked in one order, whoever offers: two who offer at once never wait for each other.
    found = sorted(requests, key=lambda one: (one.pathway_id, one.pk))
    return [offer(by=by, request=one, at=times[one.pk], place=place, words=words) for one in found]


@transaction.atomic
def take_back(*, by: Actor, offer: Offer, words: str = "") -> Offer:
    """By the service; the family is told. Raises RuleBroken, NotFound."""
    held = hold(offer.request, by=by)
    if table.SERVICE not in held.whose and table.CIRCLE not in held.whose:
        raise asked.missing(offer.pk, held.request.person)
    row = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk, request=held.request)
    if row.withdrawn_at is not None:
        raise RuleBroken(_("It has been taken back already."))
    row.withdrawn_at, row.withdrawn_by = clock.now(), by.capacity_id
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    move(held, "unoffer", by=by, words=words)
    return row


@transaction.atomic
def answer(*, by: Actor, offer: Offer, answer: str, words: str = "") -> Offer:
    """By the family, or by who is around them for the family. A no to a time is no no to the help. Raises RuleBroken, NotFound."""
    held = hold(offer.request, by=by)
    row = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk, request=held.request)
    if queries.hidden(by, row):
        raise asked.missing(row.pk, held.request.person)
    rules.check_answer(
        answer=answer, words=words, answered=bool(row.answer), withdrawn=row.withdrawn_at is not None
    )
    row.answer, row.answer_words = answer, words
    row.answered_at, row.answered_by = clock.now(), by.capacity_id
    row.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    request, today = held.request, clock.today()
    first = row.kind == Offer.Kind.FIRST
    due = as_day(row.at) if answer == rules.YES else asked.due(table.ACCEPTED, request.person, today)
    changes = {"due_on": due} if first and request.state in (table.ACCEPTED, table.WAITING) else {}
    move(held, "answer", by=by, words=words, changes=changes, detail={"answer": answer})
    return row
