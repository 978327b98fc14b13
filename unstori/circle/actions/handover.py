"""Nobody vanishes while somebody counts on them: leaving, and handing over."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.duty import fall_to_duty
from unstori.circle.actions.members import make_key_worker
from unstori.circle.actions.sharing import end_all_with
from unstori.circle.actions.telling import tell
from unstori.circle.models import Member
from unstori.circle.signals import duties_handed_over
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Person


@transaction.atomic
def hand_over(
    *, by: Actor, from_member: Member, to_member: Member, why: str = "", only: frozenset[UUID] | None = None,
    key: bool = True,
) -> int:  # fmt: skip
    """What one owes goes to another of the circle: all, or `only` these; and being key worker. Returns how many."""
    opened = require(by, from_member.person_id, Permission.ADD, about=[from_member, to_member])
    rules.check_may_hand_over(
        own=from_member.capacity_id == by.capacity_id, is_professional=by.is_professional or by.is_system,
        decides=queries.deciding_as(opened) is not None,
    )  # fmt: skip
    rules.check_handover(
        from_person=from_member.person_id, to_person=to_member.person_id, same=from_member.pk == to_member.pk,
        is_there=rules.is_there(to_member.ends_on, clock.today()),
        has_account=to_member.capacity_id is not None,
    )  # fmt: skip
    owed = queries.duties_of(opened.person, from_member.capacity)
    duties = [duty for duty in owed if only is None or duty.row_id in only]
    if duties:
        duties_handed_over.send(
            sender=Member, person=opened.person, by=by, from_capacity=from_member.capacity,
            to_capacity=to_member.capacity, why=why, rows=only,
        )  # fmt: skip
    if from_member.is_key_worker and key:
        make_key_worker(by=by, person=opened.person, member=to_member)
    audit.record(by, "member.hand_over", person_id=opened.person.pk, row=from_member,
                 detail={"to": str(to_member.pk), "duties": len(duties)})  # fmt: skip
    if duties:
        _tell_handover(by, opened, from_member, to_member)
    return len(duties)


def _tell_handover(by: Actor, opened: Opened, one: Member, other: Member) -> None:
    said = Words(
        en=f"{one.name} handed over to {other.name}", cy=f"Trosglwyddodd {one.name} y gwaith i {other.name}"
    )
    tell(by=by, person=opened.person, event="circle.hand_over", title=said, about_id=other.pk)


@transaction.atomic
def end_member(*, by: Actor, member: Member, why: str = "", hand_over_to: Member | None = None) -> None:
    """Somebody leaves the circle: what was shared with them ends at once.

    Who decides for the person may end it whatever is left behind; then the duties stay on the handover page.
    """
    opened = require(by, member.person_id, Permission.SEE, about=[member, hand_over_to])
    # nobody becomes anything while they leave
    Person.objects.select_for_update(no_key=True).get(pk=member.person_id)
    decides = _check_may_end(opened, member)
    if hand_over_to is not None:
        hand_over(by=by, from_member=member, to_member=hand_over_to, why=why)
    duties = len(queries.duties_of(opened.person, member.capacity))
    rules.check_leave(duties=duties, stopped_by_decider=decides)
    key = Member.objects.filter(pk=member.pk, is_key_worker=True).exists()
    Member.objects.filter(pk=member.pk).update(
        ends_on=clock.today(), left_why=why, is_key_worker=False, version=member.version + 1
    )
    _close(by, opened, member)
    if key:
        make_key_worker(by=by, person=opened.person, member=None)


def _check_may_end(opened: Opened, member: Member) -> bool:
    """Themselves, who decides, or for most people who may add. Says whether they decide."""
    decides = queries.deciding_as(opened) is not None
    own = member.capacity_id == opened.actor.capacity_id
    by_law = member.parental_responsibility or bool(member.authority)
    if own or decides or by_law:
        rules.check_end(queries.standing_of(opened), decides=decides, own=own, held_by_law=by_law)
    else:
        require(opened.actor, opened.person.pk, Permission.ADD, section=member.section)
    return decides


def _close(by: Actor, opened: Opened, member: Member) -> None:
    end_all_with(by=by, person=opened.person, member=member)
    if member.capacity:
        grants.end_for(person=opened.person, capacity=member.capacity, by=by)
        fall_to_duty(by=by, person=opened.person, capacity=member.capacity)
    audit.record(by, "member.end", person_id=opened.person.pk, row=member)
    said = Words(en=f"{member.name} left the circle", cy=f"Mae {member.name} wedi gadael y cylch")
    tell(by=by, person=opened.person, event="circle.left", title=said, section=member.section,
         about_id=member.pk)  # fmt: skip
