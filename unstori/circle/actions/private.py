"""What is private to the person: they alone open a row of it to somebody, and close it again."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound, Opened, require
from unstori.access.models import RowGrant
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.models import CallMe, Member
from unstori.circle.signals import call_asked
from unstori.core import clock
from unstori.people.models import Capacity, Person


@transaction.atomic
def let_see(*, by: Actor, person: Person, row_id: UUID, member: Member) -> RowGrant:
    """Let one of the circle see one row. Only the person may, and only a row of theirs."""
    opened = _own(by, person, row_id)
    [(_id, title, _address, held)] = queries.private_rows_of(opened, [row_id])
    capacity = _account_of(opened, member)
    if not title:
        raise NotFound(reference=str(row_id), permission=Permission.SEE, person_id=person.pk)
    already = next((grant for grant in held if grant.capacity_id == capacity.pk), None)
    return already or grants.let_in(person=opened.person, row_id=row_id, capacity=capacity, by=by)


@transaction.atomic
def shut_out(*, by: Actor, person: Person, row_id: UUID, capacity_id: UUID) -> None:
    """Take it back: from this moment they do not see it."""
    _own(by, person, row_id)
    open_still = RowGrant.objects.filter(
        person=person, row_id=row_id, capacity_id=capacity_id, ended_at__isnull=True
    )
    for grant in open_still:
        grants.shut_out(grant=grant, by=by)


@transaction.atomic
def ask_to_call(*, by: Actor, person: Person, member: Member, safe_way: str = "", origin: str = "") -> CallMe:
    """Ask one of the circle to get in touch. Nobody else learns of it."""
    opened = _own(by, person, person.pk)
    capacity = _account_of(opened, member)
    made = CallMe.objects.create(
        to=member, safe_way=safe_way, **audit.stamp(by=by, person=opened.person, section=PRIVATE)
    )
    grants.let_in(person=opened.person, row_id=made.pk, capacity=capacity, by=by)
    audit.record(by, "call.ask", person_id=person.pk, row=made)
    call_asked.send(sender=CallMe, call=made, origin=origin)
    return made


@transaction.atomic
def answer_call(*, by: Actor, call: CallMe) -> None:
    """They got in touch. Only who was asked can say so."""
    opened = require(by, call.person_id, Permission.SEE)
    if not queries.calls_to_take(opened).filter(pk=call.pk).exists():
        raise NotFound(reference=str(call.pk), permission=Permission.SEE, person_id=call.person_id)
    CallMe.objects.filter(pk=call.pk).update(answered_at=clock.now(), answered_by=by.capacity_id)
    audit.record(by, "call.answer", person_id=call.person_id, row=call)


def _own(by: Actor, person: Person, row_id: UUID) -> Opened:
    opened = require(by, person.pk, Permission.SEE)
    if not opened.is_self:
        raise NotFound(reference=str(row_id), permission=Permission.SEE, person_id=person.pk)
    return opened


def _account_of(opened: Opened, member: Member) -> Capacity:
    """Somebody of this circle, there today, who can sign in."""
    there = opened.is_there(member) and rules.is_there(member.ends_on, clock.today())
    if not there or member.capacity is None:
        raise NotFound(reference=str(member.pk), permission=Permission.SEE, person_id=opened.person.pk)
    return member.capacity
