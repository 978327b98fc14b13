"""Sets that organisations brought, and who may see their drawings."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from unstori.access.door import Opened, look_across
from unstori.access.rules import Actor
from unstori.boards.models import ChosenSet, SetPicture, SymbolSet
from unstori.boards.queries.library import who
from unstori.circle.queries import circle_of


def own_sets(by: Actor) -> QuerySet[SymbolSet]:
    """The actor's organisation's, those still used first. How many ideas each draws is `drawn`."""
    organisation = who(by).organisation
    rows = (
        SymbolSet.objects.filter(organisation_id=organisation) if organisation else SymbolSet.objects.none()
    )
    return rows.annotate(drawn=Count("pictures")).order_by("retired_at", "-created_at")


def symbol_set(by: Actor, id: UUID) -> SymbolSet:
    """One of them. Raises Http404."""
    found = own_sets(by).select_related("organisation", "created_by__user").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def chosen_set(opened: Opened) -> ChosenSet | None:
    """The set that this person reads, as far as the actor may know."""
    rows = opened.rows(ChosenSet.objects.filter(ended_at__isnull=True, of__retired_at__isnull=True))
    return rows.select_related("of__organisation", "created_by__user").first()


def sets_around(opened: Opened) -> QuerySet[SymbolSet]:
    """Sets that this person could read: those of organisations in their circle, and of the actor's own."""
    around = {member.organisation_id for member in circle_of(opened) if member.organisation_id}
    around |= {id for id in (who(opened.actor).organisation,) if id}
    rows = SymbolSet.objects.filter(organisation__in=around, retired_at__isnull=True)
    return rows.select_related("organisation").annotate(drawn=Count("pictures")).order_by("name")


def drawings_by_id(by: Actor, ids: Iterable[UUID]) -> QuerySet[SetPicture]:
    """Those of these drawings that the actor may see."""
    mine = who(by).organisation
    read = ChosenSet.objects.filter(ended_at__isnull=True, of__retired_at__isnull=True)
    seen = Q(of__in=look_across(by).rows(read).values("of"))
    seen |= Q(of__organisation_id=mine) if mine else Q()
    return SetPicture.objects.filter(seen, pk__in=list(ids))


def drawing(by: Actor, id: UUID) -> SetPicture:
    """One drawing: in its organisation's capacities, and for whom a person that the actor sees reads it."""
    found = drawings_by_id(by, [id]).first()
    if found is None:
        raise Http404
    return found
