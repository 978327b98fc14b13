"""Transitions open by themselves when their time comes, or earlier when somebody wants to begin."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.pathways import lifespan
from unstori.pathways.actions.transition_steps import stamp, step
from unstori.pathways.lifespan import Age
from unstori.pathways.models import Transition, TransitionItem, TransitionStep
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import transitions as queries
from unstori.pathways.rules import ages
from unstori.pathways.rules import transitions as rules
from unstori.people.models import Person
from unstori.story import actions as story

AT_ONCE = 200


def open_waiting(*, by: Actor) -> int:
    """Whoever comes to an age in its time gets its transition, once. For the job."""
    today, made = clock.today(), 0
    for nation in lifespan.NATIONS:
        for age in lifespan.ages(nation, today):
            if age.opens_months:
                waiting = queries.to_open(age, nation, today)
                for first in range(0, len(waiting), AT_ONCE):
                    made += _open_all(by, age, waiting[first : first + AT_ONCE])
    return made


@transaction.atomic
def _open_all(by: Actor, age: Age, ids: Sequence[UUID]) -> int:
    """Rows of many at once; who was opened meanwhile is passed over."""
    begun = set(Transition.objects.filter(person__in=ids, age=age.id).values_list("person_id", flat=True))
    here = Person.objects.select_for_update(no_key=True).filter(pk__in=ids).exclude(pk__in=begun)
    rows = [_row(by, person, age) for person in here]
    Transition.objects.bulk_create(rows)
    TransitionItem.objects.bulk_create([one for row in rows for one in _items(by, row, age)])
    steps = [TransitionStep(transition=row, kind="opened", **stamp(by=by, row=row)) for row in rows]
    TransitionStep.objects.bulk_create(steps)
    audit.record_many(by, [("transition.opened", row.person_id, row) for row in rows])
    said = Words(en=f"Preparing began: {age.name.en}", cy=f"Dechreuodd y paratoi: {age.name.cy}")
    told = [(row.person, "transition.opened", said, row.pk) for row in rows]
    story.record_many(by=by, told=told, section=age.section)
    return len(rows)


@transaction.atomic
def open_early(*, by: Actor, person: Person, age: str) -> Transition:
    """Somebody wants to begin before the time comes."""
    opened = require(by, person.pk, Permission.ADD)
    found = stages.stage(opened, age)
    if not found.age.items or found.state == ages.PAST or not opened.may(Permission.ADD, found.age.section):
        raise stages.missing(opened, age)
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)
    if before := Transition.objects.filter(person=opened.person, age=age).first():
        return before
    row = _row(by, opened.person, found.age)
    row.save()
    TransitionItem.objects.bulk_create(_items(by, row, found.age))
    step(by=by, row=row, kind="opened")
    return row


def _row(by: Actor, person: Person, age: Age) -> Transition:
    assert person.born_on is not None
    day = ages.day_of(age.when, person.born_on)
    return Transition(age=age.id, day=day, **audit.stamp(by=by, person=person, section=age.section))


def _items(by: Actor, row: Transition, age: Age) -> list[TransitionItem]:
    today = clock.today()
    return [
        TransitionItem(
            transition=row, item=one.id, side=one.side, said={"en": one.words.en, "cy": one.words.cy},
            due_on=rules.due_on(row.day, one.months, today), **stamp(by=by, row=row),
        )
        for one in age.items
    ]  # fmt: skip
