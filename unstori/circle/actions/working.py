"""When somebody no longer works where they did: no circle counts on them, and nothing they owed is lost.

Their organisation's administrator decides it, knows no person by it and sees none: the caller has asked
`access.actions.workplace` whether they may.
"""

from dataclasses import dataclass

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.actions.workplace import require_administers
from unstori.access.rules import Actor
from unstori.circle import queries
from unstori.circle.actions.duty import fall_to_duty
from unstori.circle.actions.members import make_key_worker
from unstori.circle.actions.sharing import end_all_with
from unstori.circle.actions.telling import tell
from unstori.circle.models import Member
from unstori.circle.queries import working
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Capacity, Person


@dataclass(frozen=True)
class Left:
    """What became of it: how many circles, how many duties went, how many stay with nobody."""

    circles: int
    went: int
    stays: int


@transaction.atomic
def leave_work(*, by: Actor, capacity: Capacity, takes: Capacity | None = None) -> Left:
    """They leave every circle; what was given to them ends, and what they owed falls to who is on duty."""
    require_administers(by=by, organisation_id=capacity.organisation_id)
    circles, went, stays = 0, 0, 0
    members = {member.person_id: member for member in working.memberships(capacity)}
    for person in working.people_around(capacity):
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        member = members.get(person.pk)
        went += fall_to_duty(by=by, person=person, capacity=capacity, takes=takes, gone=True)
        stays += len(queries.duties_of(person, capacity))
        if member:
            circles += 1
            end_all_with(by=by, person=person, member=member)
            _out(by, person, member)
        grants.end_for(person=person, capacity=capacity, by=by)
    audit.record(
        by, "member.leave_work", row=capacity, detail={"circles": circles, "went": went, "stays": stays}
    )
    return Left(circles=circles, went=went, stays=stays)


def _out(by: Actor, person: Person, member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(
        ends_on=clock.today(), is_key_worker=False, version=member.version + 1
    )
    if member.is_key_worker:
        make_key_worker(by=by, person=person, member=None)
    audit.record(by, "member.end", person_id=person.pk, row=member)
    said = Words(en=f"{member.name} no longer works there", cy=f"Nid yw {member.name} yn gweithio yno mwyach")
    tell(by=by, person=person, event="circle.left", title=said, section=member.section, about_id=member.pk)


@transaction.atomic
def after_move(*, by: Actor, capacity: Capacity, takes: Capacity | None) -> Left:
    """In another team: what they owe people whom they no longer see falls to who is on duty in the one before."""
    require_administers(by=by, organisation_id=capacity.organisation_id)
    went, stays = 0, 0
    for person in working.people_around(capacity):
        went += fall_to_duty(by=by, person=person, capacity=capacity, takes=takes)
        if not queries.sees_person(capacity, person):
            stays += len(queries.duties_of(person, capacity))
    return Left(circles=0, went=went, stays=stays)
