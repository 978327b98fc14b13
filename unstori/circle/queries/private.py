"""What the person alone opens: private things, and askings to get in touch."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from unstori.access.door import Opened
from unstori.access.models import RowGrant
from unstori.circle.models import CallMe
from unstori.circle.signals import naming_rows


def private_rows_of(opened: Opened, ids: Iterable[UUID] = ()) -> list[tuple[UUID, str, str, list[RowGrant]]]:
    """Single rows that the person opened to somebody: id, name, address and to whom."""
    grants = RowGrant.objects.filter(person=opened.person, ended_at__isnull=True).order_by("created_at")
    by_row: dict[UUID, list[RowGrant]] = {id: [] for id in ids}
    for grant in grants.select_related("capacity__user", "capacity__person", "capacity__organisation"):
        if not ids or grant.row_id in by_row:
            by_row.setdefault(grant.row_id, []).append(grant)
    names: dict[UUID, tuple[str, str]] = {}
    answers: list[Any] = naming_rows.send(sender=RowGrant, opened=opened, ids=set(by_row))
    for _receiver, found in answers:
        names.update(found or {})
    return [(id, *names.get(id, ("", "")), held) for id, held in by_row.items()]


def calls_by_id(opened: Opened, ids: set[UUID]) -> QuerySet[CallMe]:
    """Those of these rows that are askings to get in touch."""
    return opened.rows(CallMe.objects.filter(pk__in=ids))


def call_to_send(id: str) -> CallMe | None:
    """One asking, for the job that passes it on."""
    return CallMe.objects.filter(pk=id, answered_at__isnull=True).select_related("to__capacity__user").first()


def calls_to_take(opened: Opened) -> QuerySet[CallMe]:
    """Who asked this actor to get in touch. Seen through the single row that the person opened to them."""
    waiting = CallMe.objects.filter(answered_at__isnull=True, to__capacity_id=opened.actor.capacity_id)
    return opened.rows(waiting).order_by("created_at")
