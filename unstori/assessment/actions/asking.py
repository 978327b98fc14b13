"""Asking to be assessed is a right; taking it on says by when; what ends undecided says what happens instead."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import Opened, look_across, require
from unstori.access.queries import actor_of
from unstori.access.rules import Actor, Permission
from unstori.assessment import catalogue, queries, rules
from unstori.assessment.actions.citing import cite_again
from unstori.assessment.actions.stepping import NextStep, promise_step
from unstori.assessment.actions.telling import tell
from unstori.assessment.models import Assessment
from unstori.circle.queries import key_worker_of
from unstori.core import clock
from unstori.people.models import Capacity, Person


@transaction.atomic
def ask(
    *,
    by: Actor,
    person: Person,
    kind: str,
    why: str = "",
    asked_by: str = "",
    asked_on: date | None = None,
    carer: Capacity | None = None,
    carer_name: str = "",
    follows: Assessment | None = None,
) -> Assessment:
    """Ask for one of those that there are where the person lives. What an earlier one rests on is cited again."""
    asked, asked_on = catalogue.newest(kind), asked_on or clock.today()
    opened = require(by, person.pk, Permission.SEE, section="" if asked.is_carers else asked.section)
    before = queries.assessment(opened, follows.pk) if follows else None
    _check_ask(opened, asked, asked_on, carer, carer_name)
    made = Assessment.objects.create(
        kind=asked.id, kind_version=asked.version, jurisdiction=asked.jurisdiction, authority=opened.person.authority,
        carer=carer, carer_name=carer_name, narrowed=asked.is_carers, asked_by=asked_by or by.user_name,
        asked_on=asked_on, why=why, owner=_holder(opened), follows=before,
        due_on=rules.due_on(asked.clock, asked_on, asked.jurisdiction),
        **audit.stamp(by=by, person=opened.person, section=asked.section),
    )  # fmt: skip
    tell(by=by, assessment=made, row=made, event="assessment.asked", says=_("Asked for: %(title)s"))
    if before and queries.is_for(opened, before):
        cite_again(by=by, opened=opened, before=before, into=made)
    return made


def _check_ask(
    opened: Opened, asked: catalogue.Kind, on: date, carer: Capacity | None, carer_name: str
) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)  # two at once would ask twice
    rules.check_carer(of_carer=asked.is_carers, name=carer_name)
    already = queries.is_open_already(opened, asked.id, carer, carer_name)
    rules.check_ask(kind=opened.actor.kind, asked_on=on, today=clock.today(), open_already=already)


def _holder(opened: Opened) -> Capacity | None:
    """Whoever asks, the key worker holds it until a worker takes it on, so that it is somebody's."""
    member = key_worker_of(opened)
    return member.capacity if member else None


@transaction.atomic
def begin(*, by: Actor, assessment: Assessment, ready_on: date) -> Assessment:
    """Take it on, and say by when it will be ready."""
    opened = require(by, assessment.person_id, Permission.ADD, section=assessment.section)
    held = queries.hold(opened, assessment)
    rules.check_assess(by.kind)
    rules.check_begin(state=held.state, ready_on=ready_on, today=clock.today())
    held.state, held.owner_id, held.ready_on = Assessment.State.BEGUN, by.capacity_id, ready_on
    if held.begun_at is None:
        held.begun_at, held.begun_by = clock.now(), by.capacity_id
    held.save()
    tell(by=by, assessment=held, row=held, event="assessment.begun", says=_("Somebody took on: %(title)s"))
    return held


@transaction.atomic
def finish(*, by: Actor, assessment: Assessment) -> Assessment:
    """All that there was to decide is decided."""
    opened = require(by, assessment.person_id, Permission.ADD, section=assessment.section)
    held = queries.hold(opened, assessment)
    rules.check_assess(by.kind)
    rules.check_finish(state=held.state, findings=len(queries.findings(opened, [held])))
    _close(by, held, Assessment.State.DECIDED)
    tell(by=by, assessment=held, row=held, event="assessment.decided", says=_("Decided: %(title)s"))
    return held


@transaction.atomic
def end(
    *,
    by: Actor,
    assessment: Assessment,
    why: str,
    step: NextStep | None = None,
) -> Assessment:
    """Without a decision: taken back by who asked, or by a worker who says what happens instead."""
    opened = require(by, assessment.person_id, Permission.SEE)
    held, step = queries.hold(opened, assessment), step or NextStep()
    rules.check_end(
        kind=by.kind, state=held.state, why=why, asked_it=queries.takes_back(opened, held), instead=step.said,
        today=clock.today(),
    )  # fmt: skip
    _close(by, held, Assessment.State.ENDED, why)
    promise_step(by=by, opened=opened, assessment=held, row=held, step=step)
    tell(by=by, assessment=held, row=held, event="assessment.ended", says=_("Ended undecided: %(title)s"))
    return held


def _close(by: Actor, held: Assessment, state: str, why: str = "") -> None:
    held.state, held.closing_why = state, why
    held.closed_at, held.closed_by = clock.now(), by.capacity_id
    held.save()


@transaction.atomic
def hand_over_assessments(
    *, by: Actor, person: Person, from_capacity: Capacity, to_capacity: Capacity,
    only: Collection[UUID] | None = None,
) -> int:  # fmt: skip
    """Open ones pass to whoever follows their owner, who leaves. `circle` has authorised it. Returns how many.

    To own one is to read it, a carer's own words too: who could not take it on gets none, a worker takes it on.
    """
    held = [each for each in queries.held_by([person], [from_capacity]) if only is None or each.pk in only]
    taker = look_across(actor_of(to_capacity), [person]).open([person])[0]
    for each in held:
        each.owner = to_capacity if queries.could_take_on(taker, each) else None
        each.save(update_fields=["owner"])
        audit.record(
            by, "assessment.hand_over", person_id=person.pk, row=each,
            detail={"to": str(each.owner_id or "")},
        )  # fmt: skip
    return len(held)
