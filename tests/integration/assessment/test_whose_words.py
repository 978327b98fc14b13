"""A carer's own assessment is for the carer and who works on it: not for who takes duties over, lists them or asks again."""

from tests import build
from tests.integration.assessment.conftest import capacity, soon
from unstori.access.door import require
from unstori.access.rules import SHAREABLE, Permission
from unstori.assessment import actions, queries


def opened(actor, world):
    return require(actor, world.geth.pk, Permission.SEE)


def taken_over(world, row, by) -> None:
    actions.hand_over_assessments(
        by=by, person=world.geth, from_capacity=capacity(world.huw), to_capacity=capacity(by)
    )
    row.refresh_from_db()


def test_a_relative_who_takes_over_does_not_own_what_a_carer_said(world, carers):
    nain = build.family("Nain", world.geth)
    build.grant(world.geth, nain, SHAREABLE, Permission.DECIDE)
    actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    taken_over(world, carers, nain)
    assert carers.owner is None
    assert carers not in queries.assessments(opened(nain, world))
    assert carers in queries.assessments(opened(world.huw, world))  # a worker takes it on again


def test_a_worker_who_works_elsewhere_in_the_story_does_not_own_it_either(world, carers):
    actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    taken_over(world, carers, world.teacher)
    assert carers.owner is None and carers not in queries.assessments(opened(world.teacher, world))
