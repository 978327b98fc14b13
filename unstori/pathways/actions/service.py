"""What a service does beside the steps of the table: reads, names who works with the family, says no with what fits."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.models import Entry
from unstori.pathways.actions import offers
from unstori.pathways.actions import requests as steps
from unstori.pathways.actions.requests.turning import hold, move
from unstori.pathways.models import Request, Turn
from unstori.pathways.queries import queue as queries
from unstori.people.models import Capacity


def read(*, by: Actor, request: Request) -> None:
    """That a service opened it is told as any look. Raises NotFound."""
    held = queries.one(by, request.pk)
    audit.record(by, "read", person_id=held.person_id, row=held, detail={"what": "request"})


@transaction.atomic
def name_lead(
    *, by: Actor, request: Request, lead: Capacity | None, words: str = "", seen: int | None = None
) -> Turn:
    """Who of the service works with the family. Raises RuleBroken, NotFound."""
    held = hold(request, by=by, seen=seen)
    if lead is None or lead.pk not in {one.pk for one in queries.colleagues(by, held.request)}:
        raise RuleBroken(_("Choose somebody of your team."))
    return move(held, "lead", by=by, words=words, changes={"lead": lead})


@transaction.atomic
def decline(
    *,
    by: Actor,
    request: Request,
    services: Iterable[Entry] = (),
    next_on: date | None = None,
    meeting: datetime | None = None,
    place: str = "",
    seen: int | None = None,
    **said: Any,
) -> Turn:
    """No bare no; with it services that could fit, and a time to meet and find a way forward. Raises RuleBroken, NotFound."""
    if meeting is not None:
        offers.offer(by=by, request=request, at=meeting, place=place, kind="forward", seen=seen)
        seen = None  # locked since then
    suggested = [{"id": str(one.hsds_id), "name": one.name} for one in services]
    detail = {"services": suggested} if suggested else {}
    return steps.decline(by=by, request=request, next_on=next_on, detail=detail, seen=seen, **said)
