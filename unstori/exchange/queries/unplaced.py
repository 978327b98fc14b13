"""What came in and could not be placed, for the identity steward of where its sender works: who it says it is about."""

import json
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from unstori.access.door import NotFound
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import can_steward
from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.reading import Reading
from unstori.exchange.models import Imported, Whose


def placed_since() -> Exists:
    """Whether the very thing was kept with somebody later."""
    later = Imported.objects.filter(
        created_by=OuterRef("created_by"),
        key=OuterRef("key"),
        digest=OuterRef("digest"),
        person__isnull=False,
    )
    return Exists(later)


def waiting_at(by: Actor) -> QuerySet[Any]:
    """Records of people that wait, sent by somebody of the steward's organisation; oldest first. NotFound."""
    if not can_steward(by):
        raise NotFound(reference="", permission=Permission.SEE)
    said = Whose.objects.filter(sender=OuterRef("created_by"), key=OuterRef("key"))
    newest = said.order_by("-created_at", "-pk")
    rows = Imported.objects.filter(
        type="Patient", person__isnull=True, status=Imported.Status.UNCLEAR, controller_id=place_of(by)
    )
    rows = rows.exclude(created_by__user_id=by.user_id).exclude(placed_since())
    rows = rows.annotate(said=Subquery(newest.values("pk")[:1]), of=Subquery(newest.values("person")[:1]))
    return rows.select_related("created_by__user", "created_by__team").order_by("created_at", "pk")


def waits_at(by: Actor, id: UUID) -> Imported:
    """One of them. Raises NotFound."""
    found: Imported | None = waiting_at(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def whose_it_is(by: Actor, key: str) -> Whose | None:
    """What a steward said of a record that this sender sends, if anything."""
    said = Whose.objects.filter(sender_id=by.capacity_id, key=key).select_related("person__authority")
    return said.order_by("-created_at", "-pk").first()


def said_whose(id: UUID) -> Whose | None:
    """For the job."""
    return Whose.objects.filter(pk=id).select_related("sender").first()


def sent_with(said: Whose) -> Reading:
    """What its sender had confirmed and still waits, with what came in the same file, as it came."""
    mine = Imported.objects.filter(created_by=said.sender, person__isnull=True)
    file = mine.filter(pk=said.imported).values("file")
    rows = mine.filter(Q(file__in=file) | Q(status=Imported.Status.UNCLEAR)).exclude(placed_since())
    return Reading(items=[_item(row) for row in rows.order_by("created_at", "pk")])


def _item(row: Imported) -> Item:
    full = next((name for name in row.names if name.startswith(("http", "urn:"))), "")
    owner = row.key.rpartition("#")[0] if "#" in row.key else ""
    return Item(row.file, row.path, json.loads(row.raw), "" if owner else full, owner)
