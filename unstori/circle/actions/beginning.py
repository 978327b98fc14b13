"""The first circle: what the law gives the person, parents and who opens the story."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound
from unstori.access.models import Grant
from unstori.access.rules import SECTIONS, SHAREABLE, Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.states import write_given
from unstori.circle.models import Member, SharingState
from unstori.core import clock
from unstori.people.models import Capacity, Person


@transaction.atomic
def begin(
    *, by: Actor, person: Person, me: Capacity | None = None, parents: Iterable[Capacity] = ()
) -> list[Member]:
    """Open a new person's story: once, by who registered them. Returns those now in the circle."""
    may = by.begins_stories and not Grant.objects.filter(person=person).exists()
    if not (may or by.is_system):
        raise NotFound(reference=str(person.pk), permission=Permission.DECIDE, person_id=person.pk)
    if me is not None:
        open_self(by=by, person=person, capacity=me)
    circle = [_join(by, person, parent, kind="family", parental_responsibility=True) for parent in parents]
    for member in circle:
        open_to_parent(by=by, person=person, member=member)
    if not by.is_system:
        circle.append(_open_to_worker(by, person))
    audit.record(by, "circle.begin", person_id=person.pk)
    return circle


def open_self(*, by: Actor, person: Person, capacity: Capacity) -> None:
    """All of one's own story. A child sees and adds; from the birthday on, dated today, they decide."""
    law = queries.law()
    turns = rules.child_ends(person.born_on, clock.today(), law)
    held: dict[str, Any] = {"person": person, "holder": capacity, "source": person.pk, "by": by}
    if turns is None:
        grants.give(sections=SECTIONS, permission=Permission.DECIDE, **held)
        return
    for sections, permission in (
        (law["child"]["add"], Permission.ADD),
        (law["child"]["see"], Permission.SEE),
    ):
        grants.give(sections=sections, permission=permission, valid_until=clock.midnight(turns), **held)
    grants.give(sections=SECTIONS, permission=Permission.DECIDE, valid_from=clock.midnight(turns), **held)


def open_to_parent(*, by: Actor, person: Person, member: Member, giver: UUID | None = None) -> None:
    """Everything but what is private, with its end written from the start. `giver` let them in, if not `by`."""
    ends = rules.parents_end(person.born_on, clock.today(), queries.law())
    if ends is None:
        return
    write_given(
        by=by, person=person, holder=member, sections=SHAREABLE, purpose="parental_responsibility",
        decided_as=SharingState.As.PARENT, permission=Permission.DECIDE, valid_until=clock.midnight(ends),
        giver=giver,
    )  # fmt: skip


def _open_to_worker(by: Actor, person: Person) -> Member:
    worker = Capacity.objects.select_related("user").get(pk=by.capacity_id)
    member = _join(
        by, person, worker, kind="worker", organisation_id=worker.organisation_id, team_id=worker.team_id
    )
    until = clock.today() + timedelta(days=queries.law()["opened_for_days"])
    write_given(
        by=by, person=person, holder=member, sections=SHAREABLE, purpose="opening",
        decided_as=SharingState.As.LEGAL_DUTY, permission=Permission.ADD, valid_until=clock.midnight(until),
        confidence_basis="direct_care",
    )  # fmt: skip
    return member


def _join(by: Actor, person: Person, capacity: Capacity, *, kind: str, **more: Any) -> Member:
    member = Member.objects.create(
        capacity=capacity, kind=kind, name=capacity.user.name, relation=capacity.role,
        closeness=rules.CLOSENESS[kind],
        starts_on=clock.today(), **audit.stamp(by=by, person=person, section="about_me"), **more,
    )  # fmt: skip
    audit.record(by, "member.add", person_id=person.pk, row=member)
    return member
