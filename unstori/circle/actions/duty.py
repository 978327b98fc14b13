"""Duties that somebody leaves behind fall at once to whoever is on duty in their team."""

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.circle import queries, rules
from unstori.circle.actions.telling import tell
from unstori.circle.models import Member, SharingDecision
from unstori.circle.signals import duties_handed_over
from unstori.core.words import Words
from unstori.people.models import Capacity, Person


def left_behind(*, by: Actor, decision: SharingDecision) -> None:
    """A sharing ended: nobody owes what they can no longer see, where somebody else can take it."""
    for capacity in queries.held_through(decision):
        fall_to_duty(by=by, person=decision.person, capacity=capacity)


def fall_to_duty(
    *, by: Actor, person: Person, capacity: Capacity, takes: Capacity | None = None, gone: bool = False
) -> int:
    """Returns how many duties went. What nobody can take stays on the handover page; it blocks nothing.

    `takes` is who is on duty, unless somebody was named; `gone`: they do not act any more, whatever was open to them.
    """
    duties, on_duty = queries.duties_of(person, capacity), queries.on_duty_for(capacity)
    takes = takes or on_duty
    falls = rules.falls_to_duty(
        duties=len(duties),
        still_sees=not gone and queries.sees_person(capacity, person),
        taker_sees=takes is not None and takes.pk != capacity.pk and queries.sees_person(takes, person),
    )
    if takes is None or not falls:
        return 0
    duties_handed_over.send(
        sender=Member, person=person, by=by, from_capacity=capacity, to_capacity=takes, why=""
    )
    audit.record(by, "member.fall_to_duty", person_id=person.pk, row=takes, detail={"duties": len(duties)})
    said = _went(capacity.user.name, takes.user.name, on_duty=takes == on_duty)
    tell(by=by, person=person, event="circle.on_duty", title=said)
    return len(duties)


def _went(one: str, other: str, *, on_duty: bool) -> Words:
    so = (", who is on duty", ", sydd ar ddyletswydd") if on_duty else ("", "")
    return Words(
        en=f"What {one} owed went to {other}{so[0]}",
        cy=f"Aeth yr hyn roedd {one} i’w wneud at {other}{so[1]}",
    )
