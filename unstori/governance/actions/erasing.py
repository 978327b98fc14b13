"""Erasing somebody: asked for, agreed by another where there is one, done by a job (ADR 0024, 0056).

Pages are served by a role that cannot erase; the job that does it runs as the owner of the tables.
"""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access import queries as access
from unstori.access.actions import erasing, holds
from unstori.access.queries import forgetting
from unstori.access.rules import Actor
from unstori.access.rules.forgetting import check_erasing, check_not_held
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance import rules
from unstori.governance.models import Erasure
from unstori.governance.queries import records as queries
from unstori.governance.signals import erasure_agreed
from unstori.people.models import Person

State = Erasure.State


@transaction.atomic
def ask(*, by: Actor, reference: str, reason: str, typed: str) -> Erasure:
    """Waits for a second person; where there is none it is agreed by being asked. NotFound, RuleBroken."""
    person = holds.answered_for(by=by, reference=reference)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    rules.check_typed(typed, person.reference)
    check_erasing(reason, (person.full_name, person.called))
    check_not_held(forgetting.holds_on(person).exists())
    rules.check_open(queries.open_erasure(person) is None)
    made = Erasure.objects.create(person=person, reason=reason.strip(), created_by_id=by.capacity_id)
    audit.record(by, "erasure.ask", person_id=person.pk, row=made)
    if not queries.others_who_govern(by):
        _decide(by, made, State.AGREED)
    return made


@transaction.atomic
def agree(*, by: Actor, erasure: Erasure, typed: str) -> None:
    """Another of information governance says that it is right. NotFound, RuleBroken."""
    held = _held(by, erasure)
    rules.check_another(same=held.created_by.user_id == by.user_id)
    rules.check_typed(typed, held.person.reference)
    check_not_held(forgetting.holds_on(held.person).exists())
    _decide(by, held, State.AGREED)


@transaction.atomic
def refuse(*, by: Actor, erasure: Erasure, why: str) -> None:
    """It is not erased. Whoever asked takes it back in the same way."""
    held = _held(by, erasure)
    own = held.created_by.user_id == by.user_id
    _decide(by, held, State.TAKEN_BACK if own else State.REFUSED, why)


def _held(by: Actor, erasure: Erasure) -> Erasure:
    holds.answered_for(by=by, reference=str(erasure.person_id))
    held = (
        Erasure.objects.select_for_update(of=("self",))
        .select_related("created_by", "person")
        .get(pk=erasure.pk)
    )
    rules.check_open(held.state == State.ASKED)
    return held


def _decide(by: Actor, held: Erasure, state: str, why: str = "") -> None:
    now = {"decided_at": clock.now(), "decided_by": by.capacity_id, "why": why.strip()}
    Erasure.objects.filter(pk=held.pk).update(state=state, **now)
    codes = {State.AGREED: "agree", State.REFUSED: "refuse", State.TAKEN_BACK: "take_back"}
    audit.record(by, f"erasure.{codes[State(state)]}", person_id=held.person_id, row=held)
    if state == State.AGREED:
        erasure_agreed.send(sender=Erasure, erasure=held)


def carry_out(*, by: Actor, erasure_id: UUID) -> int:
    """What was agreed, by who agreed to it. A hold that was placed meanwhile stops it. Again changes nothing."""
    held = Erasure.objects.filter(pk=erasure_id, state=State.AGREED).select_related("person").first()
    if held is None or held.decided_by is None:
        return 0
    decider = access.capacities_named({held.decided_by})[held.decided_by]
    try:
        went = erasing.erase_person(
            by=access.actor_of(decider), reference=str(held.person_id), reason=held.reason
        )
    except RuleBroken:
        _stop(by, held)
        return 0
    return sum(went.values())


@transaction.atomic
def _stop(by: Actor, held: Erasure) -> None:
    Erasure.objects.filter(pk=held.pk).update(state=State.STOPPED)
    audit.record(by, "erasure.stop", person_id=held.person_id, row=held)
