"""Handing over many at once: one transaction for each person, so that nothing is half done when it breaks off."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.queries import actor_of
from unstori.access.rules import Actor, Permission
from unstori.circle import actions as circle
from unstori.circle import queries as around
from unstori.circle.rules import State
from unstori.core import clock, dates
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Capacity, Person
from unstori.teams import queries, rules
from unstori.teams.actions.asking import ASKED, ask_for, joined
from unstori.teams.models import Handover, HandoverPart
from unstori.teams.signals import handover_begun

Choice = tuple[Person, Capacity, bool]  # who, to whom, and whether they become key worker
PURPOSE = rules.TAKING_OVER


@transaction.atomic
def begin_handover(
    *, by: Actor, from_capacity: Capacity, choices: Iterable[Choice], why: str = "", language: str = ""
) -> Handover:
    """Write down what goes to whom; it is done person by person from then on."""
    if not queries.may_hand_over(by, from_capacity):
        raise NotFound(reference=str(from_capacity.pk), permission=Permission.ADD)
    chosen = list(choices)
    rules.check_choice(parts=len(chosen), same=any(to.pk == from_capacity.pk for _who, to, _key in chosen))
    could = set(queries.could_stand_in(from_capacity).values_list("pk", flat=True))
    rules.check_stand_in(same=False, is_there=all(to.pk in could for _who, to, _key in chosen), is_away=False)
    made = Handover.objects.create(
        from_capacity=from_capacity,
        why=why,
        language=language or dates.language(),
        created_by_id=by.capacity_id,
    )
    for person, to, key in chosen:
        opened = require(by, person.pk, Permission.ADD, section="about_me")
        part = HandoverPart.objects.create(
            handover=made, to_capacity=to, key_worker=key,
            **audit.stamp(by=by, person=opened.person, section="about_me"),
        )  # fmt: skip
        audit.record(by, "handover.plan", person_id=person.pk, row=part)
    audit.record(by, "handover.begin", row=made, detail={"parts": len(chosen)})
    handover_begun.send(sender=Handover, handover=made)
    return made


def carry_on(*, by: Actor, handover_id: UUID | None = None) -> int:
    """All that waits, of one or of every handover. Returns how many were done. It may be broken off anywhere."""
    return sum(carry_part(by=by, part_id=id) for id in queries.to_do(handover_id))


@transaction.atomic
def carry_part(*, by: Actor, part_id: UUID) -> bool:
    """One person's part, as whoever began it. What cannot be done stays where it is, with why."""
    rows = HandoverPart.objects.select_for_update(of=("self",)).filter(pk=part_id, state__in=queries.GOES_ON)
    part = rows.select_related("person", "to_capacity__user", "handover__from_capacity__user").first()
    if part is None:
        return False
    was = part.state
    try:
        with transaction.atomic():
            _hand_over(part)
    except RuleBroken as broken:
        _stay(part, broken.reason)
    except NotFound:
        _stay(part, _("It is not open any more to who began the handover."))
    if part.state != was:
        audit.record(by, "handover.carry", person_id=part.person_id, row=part, detail={"state": part.state})
    return part.state == HandoverPart.State.DONE


def _hand_over(part: HandoverPart) -> None:
    begun, giver, taker = part.handover.created_by, part.handover.from_capacity, part.to_capacity
    as_who = actor_of(begun)
    rules.check_begun(works=queries.works(begun), may=queries.may_hand_over(as_who, giver))
    rules.check_stand_in(same=False, is_there=queries.works(taker), is_away=False)
    member = queries.member_of(part.person, giver)
    rules.check_in_circle(is_there=member is not None)
    assert member is not None
    if queries.lacks(part.person, giver, taker):
        answer = ask_for(by=as_who, person=part.person, colleague=taker, like=giver, purpose=PURPOSE)
        rules.check_asked(asked=answer == ASKED)
        part.state = HandoverPart.State.ASKED
        part.save(update_fields=["state"])
        return
    owed = frozenset(duty.row_id for duty in around.duties_of(part.person, giver))
    to_member = joined(by=as_who, person=part.person, colleague=taker)
    part.key_moved = part.key_worker and member.is_key_worker
    circle.hand_over(by=as_who, from_member=member, to_member=to_member, why=part.handover.why,
                     only=owed, key=part.key_moved)  # fmt: skip
    stays = {duty.row_id for duty in around.duties_of(part.person, giver)}  # what its room lets nobody take
    part.state, part.moved = HandoverPart.State.DONE, sorted(str(id) for id in owed - stays)
    part.done_at, part.done_by = clock.now(), as_who.capacity_id
    part.save(update_fields=["state", "moved", "key_moved", "done_at", "done_by"])


def _stay(part: HandoverPart, reason: str) -> None:
    part.state, part.reason = HandoverPart.State.STAYS, reason
    part.save(update_fields=["state", "reason"])


@transaction.atomic
def take_back(*, by: Actor, part: HandoverPart) -> None:
    """As it was before, while nobody acted on it."""
    opened = require(by, part.person_id, Permission.ADD, section="about_me", about=[part])
    rows = HandoverPart.objects.select_for_update(of=("self",)).select_related("person", "to_capacity__user")
    held = rows.select_related("handover__from_capacity").get(pk=part.pk)
    giver, taker = held.handover.from_capacity, held.to_capacity
    if not queries.may_hand_over(by, giver):
        raise NotFound(reference=str(part.pk), permission=Permission.ADD)
    rules.check_take_back(queries.may_take_back(held))
    if held.state == HandoverPart.State.DONE:
        member, to_member = queries.member_of(held.person, giver), queries.member_of(held.person, taker)
        rules.check_in_circle(is_there=member is not None and to_member is not None)
        assert member is not None and to_member is not None
        circle.hand_over(by=by, from_member=to_member, to_member=member, why=held.handover.why,
                         only=frozenset(UUID(id) for id in held.moved), key=held.key_moved)  # fmt: skip
    else:
        _ask_no_more(by, opened, taker)
    held.state = HandoverPart.State.UNDONE
    held.save(update_fields=["state"])
    audit.record(by, "handover.take_back", person_id=held.person_id, row=held)


def _ask_no_more(by: Actor, opened: Opened, taker: Capacity) -> None:
    for row in around.decisions_of(opened, State.ASKED):
        asked = row.with_member is not None and row.with_member.capacity_id == taker.pk
        if asked and row.purpose == PURPOSE and row.created_by_id == by.capacity_id:
            circle.withdraw(by=by, decision=row)
