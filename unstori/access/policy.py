"""The one policy. A grant is active or not in exactly one place; page, file, search and export ask here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from unstori.access.models import DocumentGrant, Grant, Withholding
from unstori.access.rules import PRIVATE, SHAREABLE, Actor
from unstori.access.telling import with_all_that_tells
from unstori.core import clock
from unstori.people.models import Capacity, Person

M = TypeVar("M", bound=Model)
# Themselves, whom they let in (who may then decide), whom these let in, and one more.
LET_IN_THROUGH = 3


@dataclass(frozen=True)
class Kept:
    """What is kept from one actor: rows with all that tells of them; sections and addresses, by person."""

    rows: frozenset[UUID] = frozenset()
    sections: dict[UUID, frozenset[str]] = field(default_factory=dict)
    addresses: frozenset[UUID] = frozenset()


def standing() -> Q:
    """What holds at this moment: not ended and within its time."""
    return Q(ended_at__isnull=True) & (Q(valid_until__isnull=True) | Q(valid_until__gt=clock.now()))


def held_by(actor: Actor) -> Q:
    """Grants to the capacity itself, to its team or to its organisation when that knows of it."""
    held = Q(capacity_id=actor.capacity_id)
    if actor.team_id and actor.vouched:
        held |= Q(team_id=actor.team_id)
    if actor.organisation_id and actor.vouched:
        held |= Q(organisation_id=actor.organisation_id)
    return held


def withheld_from(actor: Actor) -> QuerySet[Withholding]:
    """What is kept from the actor now. It is kept from somebody, so it holds in each of their capacities.

    To family and friends a grant carries no more than its giver may see: what is kept from a parent cannot be
    reached through a friend whom that parent let in, nor through whom these let in.
    """
    kept = Q(withheld_from__user_id=actor.user_id)
    if actor.kind == "family":
        for held in (Grant, DocumentGrant):
            mine = held._default_manager.filter(
                standing(), capacity_id=actor.capacity_id, person=OuterRef("person")
            )
            for others in range(LET_IN_THROUGH):
                kept |= Q(Exists(mine.filter(created_by__in=_givers(others))))
    return Withholding.objects.filter(standing(), kept)


def _givers(others: int, inside: int = 2) -> QuerySet[Any]:
    """Whom something is kept from, in each capacity; or family whom they let in, `others` hands further on.

    `inside` counts the queries between this one and the withholding.
    """
    if not others:
        return Capacity.objects.filter(user_id=_outer("withheld_from__user_id", inside)).values("pk")
    let_in = Grant.objects.filter(standing(), capacity__kind="family", person=_outer("person", inside))
    return let_in.filter(created_by__in=_givers(others - 1, inside + 1)).values("capacity_id")


def _outer(name: Any, times: int) -> Any:
    return _outer(OuterRef(name), times - 1) if times else name


def kept_from(actor: Actor, people: Iterable[UUID] | None = None) -> Kept:
    """All that is kept from the actor now, of these people or of everybody. One query where nothing is.

    It is looked first whether anything is kept of them at all. Of most people nothing is, the door is asked for every
    write, and to build the whole question takes longer than anything else in it.
    """
    among = Q() if people is None else Q(person_id__in=list(people))
    if not Withholding.objects.filter(among).exists():
        return Kept()
    held = list(withheld_from(actor).filter(among).values_list("person_id", "kind", "row_id", "section"))
    sections: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for person, kind, _, section in held:
        if kind == Withholding.Kind.SECTION:
            sections[person] |= {section}
    rows = {row for _, _, row, _ in held if row}
    addresses = frozenset(person for person, kind, _, _ in held if kind == Withholding.Kind.ADDRESS)
    return Kept(with_all_that_tells(rows, {person for person, *_ in held}), dict(sections), addresses)


def grants_held(actor: Actor) -> QuerySet[Grant]:
    """All grants that the actor holds now, before anything is kept from them."""
    return Grant.objects.filter(held_by(actor), standing(), valid_from__lte=clock.now())


def grants_of(actor: Actor, kept: Kept | None = None) -> QuerySet[Grant]:
    """All grants that the actor holds now, less the sections that are kept from them."""
    held = grants_held(actor)
    for person, sections in (kept or kept_from(actor)).sections.items():
        held = held.exclude(person_id=person, section__in=sections)
    return held


def people_visible_to(actor: Actor, kept: Kept | None = None) -> QuerySet[Person]:
    """Those of whom the actor may see anything at all."""
    if actor.is_system:
        return Person.objects.all()
    # IN, not EXISTS: both databases then start from the actor's few grants, not from the region's people.
    return Person.objects.filter(pk__in=grants_of(actor, kept).values("person"))


def visible(
    *,
    people: Iterable[UUID],
    sections: frozenset[str],
    actor: Actor,
    is_self: bool,
    let_in: Iterable[UUID] = (),
    withheld_sections: frozenset[str] = frozenset(),
) -> Q:
    """Rows of people in whom the actor has the same rights: section granted, minus narrowings, plus single rows.

    `sections` are those granted and not withheld. Rows that are withheld are taken away by the caller.
    """
    seen = Q(section__in=sections)
    if not is_self:
        seen &= Q(narrowed=False) | Q(created_by_id=actor.capacity_id)
    if let_in:
        seen |= Q(pk__in=let_in) & ~Q(section__in=withheld_sections)
    return Q(person_id__in=people) & seen


def rows_visible_across(
    rows: QuerySet[M], *, actor: Actor, kept: Kept, let_in: Iterable[UUID] = ()
) -> QuerySet[M]:
    """The same rule for rows of however many people; tests compare the two."""
    if actor.is_system:
        return rows.filter(section__in=SHAREABLE, narrowed=False)
    own = Q(created_by_id=actor.capacity_id)
    private = Q(section=PRIVATE)
    if actor.kind == "self":
        own |= Q(person_id=actor.person_id)
        private &= ~Q(person_id=actor.person_id)
    held = grants_held(actor)
    # IN first: both databases then start from the actor's people, not from the region's rows.
    seen = Q(person_id__in=held.values("person")) & ~private & (Q(narrowed=False) | own)
    seen &= Q(Exists(held.filter(person=OuterRef("person"), section=OuterRef("section"))))
    rows = rows.filter(seen | Q(pk__in=let_in) if let_in else seen)
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    return rows.exclude(pk__in=kept.rows) if kept.rows else rows
