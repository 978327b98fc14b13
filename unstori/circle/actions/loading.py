"""Many first circles at once, from an authority's own tables (ADR 0064). They open nothing but to the first team.

An administrator works with nobody: they begin the records of their own authority, and see none of them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants, workplace
from unstori.access.door import NotFound
from unstori.access.models import Grant
from unstori.access.queries.workplace import runs_with
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.models import Invitation, Member, SharingDecision, SharingState
from unstori.circle.queries.invitations import digest_of
from unstori.circle.signals import invited
from unstori.core import clock, ids
from unstori.people.models import Person, Team

AT_ONCE = 500


@transaction.atomic
def begin_many(
    *, by: Actor, people: Sequence[tuple[Person, Team]], valid_until: datetime, protocol: str = ""
) -> list[SharingDecision]:
    """Open new records to the team that works with each at first: a public task, for direct care. NotFound."""
    _check(by, [person for person, _team in people])
    if any(team.organisation_id != by.organisation_id for _person, team in people):
        raise NotFound(reference="", permission=Permission.DECIDE)
    ids_of = [person.pk for person, _team in people]
    if any(
        Grant.objects.filter(person__in=ids_of[i : i + AT_ONCE]).exists()
        for i in range(0, len(ids_of), AT_ONCE)
    ):
        raise NotFound(reference="", permission=Permission.DECIDE)
    said: dict[str, Any] = {
        "sections": list(SHAREABLE), "permission": Permission.ADD, "purpose": "opening", "protocol": protocol,
        "data_basis": "public_task", "confidence_basis": "direct_care", "valid_from": clock.now(),
        "valid_until": valid_until,
    }  # fmt: skip
    rules.check_bases(said["data_basis"], said["confidence_basis"])
    made = [
        SharingDecision(with_team=team, **audit.stamp(by=by, person=person, section="about_me"), **said)
        for person, team in people
    ]
    SharingDecision.objects.bulk_create(made)
    _enter_given(by, made, valid_until)
    return made


def _enter_given(by: Actor, made: list[SharingDecision], valid_until: datetime) -> None:
    """The law gives it: each decision's first state, and the grants that it means."""
    states = [
        SharingState(
            decision=one, state=SharingState.State.GIVEN, decided_as=SharingState.As.LEGAL_DUTY,
            **audit.stamp(by=by, person=one.person, section="about_me"),
        )
        for one in made
    ]  # fmt: skip
    SharingState.objects.bulk_create(states)
    grants.give_many(
        by=by, given=[(one.person, one.with_team, one.pk) for one in made if one.with_team],
        sections=SHAREABLE, permission=Permission.ADD, valid_until=valid_until,
    )  # fmt: skip
    audit.record_many(by, [("sharing.given", one.person_id, one) for one in made])


@transaction.atomic
def add_many(*, by: Actor, contacts: Iterable[tuple[Person, dict[str, Any]]]) -> list[Member]:
    """People around them, without an account. What the authority's own record says of parents stands."""
    told = list(contacts)
    _check(by, [person for person, _said in told])
    made = [
        Member(
            closeness=rules.CLOSENESS[said["kind"]], starts_on=clock.today(), **said,
            **audit.stamp(by=by, person=person, section="about_me"),
        )
        for person, said in told
    ]  # fmt: skip
    Member.objects.bulk_create(made)
    audit.record_many(by, [("member.add", one.person_id, one) for one in made])
    return made


@transaction.atomic
def invite_loaded(*, by: Actor, member: Member, language: str, origin: str = "") -> Invitation:
    """A link to one whom the authority itself put in the circle, at the address in its record. NotFound, RuleBroken.

    Never to who runs the authority: a table is no way into a child's circle. They are invited by who works with the child.
    """
    rows = Member.objects.select_for_update(of=("self",)).select_related("person", "created_by")
    held = rows.get(pk=member.pk)
    _check(by, [held.person])
    ours = held.created_by.organisation_id == by.organisation_id
    ours = ours and not runs_with(held.email, by.organisation_id)
    if not ours or not held.email or held.kind == Member.Kind.WORKER:
        raise NotFound(reference=str(member.pk), permission=Permission.ADD, person_id=held.person_id)
    there = rules.is_there(held.ends_on, clock.today())
    rules.check_invite(has_account=held.capacity_id is not None, is_there=there, has_place=True)
    earlier = Invitation.objects.filter(person=held.person, member=held, used_at__isnull=True)
    earlier.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by.capacity_id)
    until = clock.now() + timedelta(days=queries.law()["invited_for_days"])
    stamp = audit.stamp(by=by, person=held.person, section="about_me")
    made = Invitation(
        id=ids.row_id(), member=held, email=held.email, language=language, valid_until=until, **stamp
    )
    made.token_digest = digest_of(queries.token_of(made))
    made.save(force_insert=True)
    audit.record(by, "invitation.make", person_id=held.person_id, row=made)
    invited.send(sender=Invitation, invitation=made, origin=origin)
    return made


def _check(by: Actor, people: Iterable[Person]) -> None:
    """Of their own authority alone. Raises NotFound."""
    workplace.require_administers(by=by, organisation_id=by.organisation_id)
    if any(person.authority_id != by.organisation_id for person in people):
        raise NotFound(reference="", permission=Permission.DECIDE)
