"""The one policy. A grant is active or not in exactly one place; page, file, search and export ask here."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from unstori.access.models import Grant, RowGrant, Withholding
from unstori.access.rules import PRIVATE, SHAREABLE, Actor
from unstori.core import clock
from unstori.people.models import Person

M = TypeVar("M", bound=Model)


# Fields by which one row says which other it is about: what is kept from somebody takes these with it.
IS_ABOUT = frozenset({"id", "about_id", "entry_id", "corrects_id", "answer_id", "row_id"})


def about(model: type[Model]) -> list[str]:
    """Of a model, the fields that name the row itself and the rows that it tells of."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in IS_ABOUT]


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


def withheld_from(actor: Actor) -> QuerySet[Withholding]:
    """What is kept from the actor now. It is kept from somebody, so it holds in each of their capacities.

    To family and friends a grant carries no more than its giver may see: what is kept from a parent cannot be
    reached through a friend whom that parent let in.
    """
    kept = Q(withheld_from__user_id=actor.user_id)
    if actor.kind == "family":
        let_in_by = Grant.objects.filter(
            standing(),
            capacity_id=actor.capacity_id,
            person=OuterRef("person"),
            created_by=OuterRef("withheld_from_id"),
        )
        kept |= Q(Exists(let_in_by))
    return Withholding.objects.filter(standing(), kept)


def grants_held(actor: Actor) -> QuerySet[Grant]:
    """All grants that the actor holds now, before anything is kept from them."""
    return Grant.objects.filter(held_by(actor), standing(), valid_from__lte=clock.now())


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """All grants that the actor holds now, less the sections that are kept from them."""
    kept = withheld_from(actor).filter(
        kind=Withholding.Kind.SECTION, person=OuterRef("person"), section=OuterRef("section")
    )
    return grants_held(actor).filter(~Exists(kept))


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Those of whom the actor may see anything at all."""
    if actor.is_system:
        return Person.objects.all()
    # IN, not EXISTS: both databases then start from the actor's few grants, not from the region's people.
    return Person.objects.filter(pk__in=grants_of(actor).values("person"))


def rows_visible(
    rows: QuerySet[M],
    *,
    sections: frozenset[str],
    actor: Actor,
    is_self: bool,
    let_in: frozenset[UUID],
    withheld: frozenset[UUID],
    withheld_sections: frozenset[str] = frozenset(),
) -> QuerySet[M]:
    """Rows of one person: section granted, minus narrowings, plus single rows, minus what is withheld."""
    seen = Q(section__in=sections)
    if not is_self:
        seen &= Q(narrowed=False) | Q(created_by_id=actor.capacity_id)
    if let_in:
        seen |= Q(pk__in=let_in)
    rows = rows.filter(seen)
    if withheld_sections:
        rows = rows.exclude(section__in=withheld_sections)
    for name in about(rows.model) if withheld else ():
        rows = rows.exclude(**{f"{name}__in": withheld})
    return rows


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
    let_in = RowGrant.objects.filter(
        capacity_id=actor.capacity_id, ended_at__isnull=True, row_id=OuterRef("pk")
    )
    this = Q(kind=Withholding.Kind.SECTION, section=OuterRef("section"))
    for name in about(rows.model):
        this |= Q(row_id=OuterRef(name))
    kept = withheld_from(actor).filter(this, person=OuterRef("person"))
    granted = Q(Exists(grants_of(actor).filter(**the_row))) & ~private & (Q(narrowed=False) | own)
    return rows.filter(granted | Q(Exists(let_in))).exclude(Exists(kept))
