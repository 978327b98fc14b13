"""The one policy. A grant is active or not in exactly one place; page, file, search and export ask here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from unstori.access.models import DocumentGrant, Grant, Withholding
from unstori.access.rules import PRIVATE, RUNS, SHAREABLE, Actor
from unstori.access.telling import with_all_that_tells
from unstori.core import clock
from unstori.core.once import once
from unstori.people.models import Capacity, Person

M = TypeVar("M", bound=Model)
LET_IN = ("person_id", "capacity_id", "created_by")  # of whom, who, by whom


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
    """Grants to the capacity itself, to its team or to its organisation when that knows of it.

    Who runs an organisation works with nobody: what was shared with it is not theirs (ADR 0056).
    """
    held = Q(capacity_id=actor.capacity_id)
    if actor.kind in RUNS:
        return held
    if actor.team_id and actor.vouched:
        held |= Q(team_id=actor.team_id)
    if actor.organisation_id and actor.vouched:
        held |= Q(organisation_id=actor.organisation_id)
    return held


def kept_from(actor: Actor, people: Iterable[UUID] | None = None) -> Kept:
    """All that is kept from the actor now, of these people or of everybody. One query where nothing is.

    It is kept from somebody, so it holds in each of their capacities. To family and friends a grant carries no more
    than its giver may see: what is kept from a parent is not reached through a friend whom that parent let in, nor
    through whom these let in.
    """
    return _kept_from(actor, None if people is None else frozenset(people))


@once
def _kept_from(actor: Actor, people: frozenset[UUID] | None) -> Kept:
    among = _could_be(actor) if people is None else Q(person_id__in=people)
    held = Withholding.objects.filter(standing(), among)
    everything = list(held.values_list("person_id", "withheld_from__user_id", "kind", "row_id", "section"))
    if not everything:
        return Kept()
    let_in_by = _let_in_by(actor, {person for person, *_ in everything})
    theirs = [
        (person, kind, row, section)
        for person, user, kind, row, section in everything
        if user == actor.user_id or (person, user) in let_in_by
    ]
    sections: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for person, kind, _, section in theirs:
        if kind == Withholding.Kind.SECTION:
            sections[person] |= {section}
    rows = {row for _, _, row, _ in theirs if row}
    addresses = frozenset(person for person, kind, _, _ in theirs if kind == Withholding.Kind.ADDRESS)
    return Kept(with_all_that_tells(rows, {person for person, *_ in theirs}), dict(sections), addresses)


def _could_be(actor: Actor) -> Q:
    """Which of everybody's withholdings could hold for the actor: not more than are about them or theirs."""
    could = Q(withheld_from__user_id=actor.user_id)
    for model in (Grant, DocumentGrant) if actor.kind == "family" else ():
        could |= Q(
            person_id__in=model._default_manager.filter(capacity_id=actor.capacity_id).values("person")
        )
    return could


def _let_in_by(actor: Actor, people: set[UUID]) -> set[tuple[UUID, UUID]]:
    """By whose hand family came to see these people, however many hands before: pairs of person and user."""
    found: set[tuple[UUID, UUID]] = set()
    new = {(person, actor.capacity_id) for person in people} if actor.kind == "family" else set()
    while new:
        found |= new
        holders = Q(
            capacity_id__in={holder for _, holder in new}, capacity__kind="family", person_id__in=people
        )
        given = [
            row
            for model in (Grant, DocumentGrant)
            for row in model._default_manager.filter(standing(), holders).values_list(*LET_IN)
        ]
        new = {(person, giver) for person, holder, giver in given if (person, holder) in new} - found
    users = dict(Capacity.objects.filter(pk__in={giver for _, giver in found}).values_list("pk", "user_id"))
    return {(person, users[giver]) for person, giver in found if giver in users}


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
