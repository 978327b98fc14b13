"""Giving and ending grants. `circle` and the glass call these; pages never do."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit, rules
from unstori.access.models import DocumentGrant, Grant, RowGrant
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Capacity, Organisation, Person, Team


@transaction.atomic
def give(
    *,
    person: Person,
    holder: Capacity | Team | Organisation,
    sections: Iterable[str],
    permission: Permission,
    source: UUID,
    by: Actor,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    giver: UUID | None = None,
) -> list[Grant]:
    """Give a holder a permission on sections of a person. Raises ValueError for what nobody may be given.

    `giver` is the capacity that decided, where somebody else carries it out.
    """
    is_the_person = isinstance(holder, Capacity) and holder.kind == "self" and holder.person_id == person.pk
    until = {"valid_from": valid_from or clock.now(), "valid_until": valid_until}
    given: dict[str, Any] = {**_held_by(holder), **until, "permission": permission, "source": source}
    grants = []
    for section in sections:
        rules.check_grant(section=section, holder_is_the_person=is_the_person)
        grants.append(Grant(person=person, section=section, created_by=giver or by.capacity_id, **given))
    Grant.objects.bulk_create(grants)
    detail = {"holder": str(holder.pk), "sections": [g.section for g in grants], "source": str(source)}
    audit.record(by, "grant.give", person_id=person.pk, detail=detail)
    return grants


@transaction.atomic
def give_many(
    *,
    by: Actor,
    given: Iterable[tuple[Person, Team, UUID]],
    sections: Iterable[str],
    permission: Permission,
    valid_until: datetime,
) -> None:
    """The first grants of many people at once: to a team, each from a source of its own. Raises ValueError."""
    sections, given = list(sections), list(given)
    for section in sections:
        rules.check_grant(section=section, holder_is_the_person=False)
    until = {"valid_from": clock.now(), "valid_until": valid_until, "created_by": by.capacity_id}
    grants = [
        Grant(person=person, section=section, team=team, permission=permission, source=source, **until)
        for person, team, source in given
        for section in sections
    ]
    Grant.objects.bulk_create(grants)
    audit.record_many(by, [("grant.give", person.pk, team) for person, team, _source in given])


def _held_by(holder: Capacity | Team | Organisation) -> dict[str, Any]:
    """The one of three fields that names the holder."""
    return {str(holder._meta.model_name): holder}


@transaction.atomic
def end(*, person: Person, source: UUID, by: Actor) -> int:
    """End every grant that came from one source, now. Returns how many ended."""
    now = {"ended_at": clock.now(), "ended_by": by.capacity_id}
    ended = Grant.objects.filter(person=person, source=source, ended_at__isnull=True).update(**now)
    ended += DocumentGrant.objects.filter(person=person, source=source, ended_at__isnull=True).update(**now)
    audit.record(by, "grant.end", person_id=person.pk, detail={"source": str(source), "ended": ended})
    return ended


@transaction.atomic
def end_for(*, person: Person, capacity: Capacity, by: Actor) -> int:
    """Everything that one capacity was given about a person ends now, single rows and documents too."""
    now = {"ended_at": clock.now(), "ended_by": by.capacity_id}
    ended = 0
    for held in (Grant, RowGrant, DocumentGrant):
        ended += held.objects.filter(person=person, capacity=capacity, ended_at__isnull=True).update(**now)
    audit.record(by, "grant.end", person_id=person.pk, detail={"holder": str(capacity.pk), "ended": ended})
    return ended


@transaction.atomic
def let_in(*, person: Person, row_id: UUID, capacity: Capacity, by: Actor) -> RowGrant:
    """Let one capacity see one row. The calling room checks that the person themselves asks."""
    grant = RowGrant.objects.create(
        person=person, row_id=row_id, capacity=capacity, created_by=by.capacity_id
    )
    audit.record(by, "row.let_in", person_id=person.pk, row=grant)
    return grant


@transaction.atomic
def shut_out(*, grant: RowGrant, by: Actor) -> None:
    """Take a single row back."""
    RowGrant.objects.filter(pk=grant.pk, ended_at__isnull=True).update(
        ended_at=clock.now(), ended_by=by.capacity_id
    )
    audit.record(by, "row.shut_out", person_id=grant.person_id, row=grant)


@transaction.atomic
def open_document(
    *,
    person: Person,
    document_id: UUID,
    capacity: Capacity,
    source: UUID,
    by: Actor,
    valid_until: datetime | None = None,
) -> DocumentGrant:
    """Open one frozen document, whole, and nothing else."""
    grant = DocumentGrant.objects.create(
        person=person,
        document_id=document_id,
        capacity=capacity,
        source=source,
        created_by=by.capacity_id,
        valid_until=valid_until,
    )
    audit.record(by, "document.open", person_id=person.pk, row=grant)
    return grant
