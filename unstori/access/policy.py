"""The one policy. A grant is active or not in exactly one place; every page, file, search and export asks here."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from unstori.access.models import Grant, RowGrant, Withholding
from unstori.access.rules import PRIVATE, SHAREABLE, Actor
from unstori.core import clock
from unstori.people.models import Person

M = TypeVar("M", bound=Model)


def standing() -> Q:
    """What holds at this moment: not ended and within its time."""
    return Q(ended_at__isnull=True) & (Q(valid_until__isnull=True) | Q(valid_until__gt=clock.now()))


def held_by(actor: Actor) -> Q:
    """Grants to the capacity itself, to its team or to its organisation."""
    held = Q(capacity_id=actor.capacity_id)
    if actor.team_id:
        held |= Q(team_id=actor.team_id)
    if actor.organisation_id:
        held |= Q(organisation_id=actor.organisation_id)
    return held


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """All grants that the actor holds now."""
    return Grant.objects.filter(held_by(actor), standing(), valid_from__lte=clock.now())


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Those of whom the actor may see anything at all."""
    if actor.is_system:
        return Person.objects.all()
    return Person.objects.filter(Exists(grants_of(actor).filter(person=OuterRef("pk"))))


def rows_visible(
    rows: QuerySet[M],
    *,
    sections: frozenset[str],
    actor: Actor,
    is_self: bool,
    let_in: frozenset[UUID],
    withheld: frozenset[UUID],
) -> QuerySet[M]:
    """Rows of one person: section granted, minus narrowings, plus single rows, minus what is withheld."""
    seen = Q(section__in=sections)
    if not is_self:
        seen &= Q(narrowed=False) | Q(created_by_id=actor.capacity_id)
    if let_in:
        seen |= Q(pk__in=let_in)
    rows = rows.filter(seen)
    return rows.exclude(pk__in=withheld) if withheld else rows


def rows_visible_across(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """The same rule for rows of many people at once, for home pages; a test shows that the two agree."""
    if actor.is_system:
        return rows.filter(section__in=SHAREABLE, narrowed=False)
    the_row = {"person": OuterRef("person"), "section": OuterRef("section")}
    own = Q(created_by_id=actor.capacity_id)
    private = Q(section=PRIVATE)
    if actor.kind == "self":
        own |= Q(person_id=actor.person_id)
        private &= ~Q(person_id=actor.person_id)
    let_in = RowGrant.objects.filter(capacity_id=actor.capacity_id, ended_at__isnull=True, row_id=OuterRef("pk"))
    held = Withholding.objects.filter(standing(), withheld_from_id=actor.capacity_id, person=OuterRef("person"))
    kept_back = Exists(held.filter(kind=Withholding.Kind.SECTION, section=OuterRef("section")))
    granted = Q(Exists(grants_of(actor).filter(**the_row))) & ~Q(kept_back) & ~private & (Q(narrowed=False) | own)
    return rows.filter(granted | Q(Exists(let_in))).exclude(Exists(held.filter(row_id=OuterRef("pk"))))
