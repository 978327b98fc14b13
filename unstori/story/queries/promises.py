"""What was promised to one person."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, QuerySet

from unstori.access.door import Opened
from unstori.access.queries import grants_on
from unstori.access.rules import Permission
from unstori.circle.queries import kept_from
from unstori.people.models import Capacity, Person
from unstori.story.models import Conversation, Promise
from unstori.story.queries.missing import missing

OWNER = ("owner__user", "owner__organisation", "owner__person")


def promises(opened: Opened, *, mine: bool = False) -> QuerySet[Promise]:
    """Open ones first, the longest due on top; then the kept, newest first."""
    rows = opened.rows(Promise.objects.select_related(*OWNER)).prefetch_related("handovers__from_owner__user")
    if mine:
        rows = rows.filter(owner_id=opened.actor.capacity_id)
    return rows.order_by(F("kept_at").desc(nulls_first=True), "due_on", "pk")


def open_promises(opened: Opened) -> QuerySet[Promise]:
    """Those not kept yet, the longest due first."""
    rows = opened.rows(Promise.objects.filter(kept_at__isnull=True).select_related(*OWNER))
    return rows.order_by("due_on", "pk")


def promise(opened: Opened, id: UUID) -> Promise:
    """One promise. Raises NotFound."""
    found = promises(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def could_own(opened: Opened, section: str = "") -> list[Capacity]:
    """Named people around the person who may add to a section (any that the actor sees, without one)."""
    wanted = [section] if section else sorted(opened.sections)
    held = grants_on(opened.person).filter(section__in=wanted, permission__gte=Permission.ADD)
    kept = kept_from(opened)
    found = {
        grant.capacity.pk: grant.capacity
        for grant in held.filter(capacity__kind__in=["self", "family", "advocate", "worker"])
        if grant.capacity and grant.capacity_id not in kept
    }
    return sorted(found.values(), key=lambda capacity: capacity.user.name)


def duties_of(
    people: Collection[Person], capacities: Collection[Capacity]
) -> tuple[list[Promise], list[Conversation]]:
    """What somebody who leaves would leave behind: open promises and unfinished conversations.

    Asked by `circle`, which has opened the door already.
    """
    open_ones = Promise.objects.filter(person__in=people, owner__in=capacities, kept_at__isnull=True)
    begun = Conversation.objects.filter(
        person__in=people, created_by__in=capacities, finished_at__isnull=True
    )
    return list(open_ones.order_by("due_on")), list(begun.order_by("created_at"))
