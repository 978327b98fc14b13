"""Two at once on one plan: one review is planned, held and followed by one."""

from datetime import timedelta

import pytest
from django.http import Http404

from tests import build
from tests.at_once import at_once, refused
from tests.integration.directory.test_editing import entry_of
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.plan import actions
from unstori.plan.models import Change, Outcome, Review, Step, Support

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(5)


@pytest.fixture
def world(transactional_db):
    return build.world()


def day(number):
    return clock.today() + timedelta(days=number)


def said(number):
    views = [{"question": "working", "whose": "Mair", "words": f"Well {number}"}]
    return {"conclusion": "confirmed", "views": views, "next_on": day(30 + number)}


def planned(world):
    return Review.objects.filter(person=world.geth, held_at__isnull=True)


def test_two_who_plan_plan_one_review(world):
    came = at_once(
        *(
            lambda by=by, n=n: actions.plan_review(by=by, person=world.geth, due_on=day(n))
            for n, by in enumerate((world.mair, world.huw, world.teacher), 1)
        )
    )
    assert refused(came) == 0 and planned(world).count() == 1


def test_two_who_hold_the_same_review_hold_it_once(world):
    for _round in ROUNDS:
        review = actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today())
        held = Review.objects.filter(held_at__isnull=False).count()
        came = at_once(
            *(
                lambda by=by, n=n, one=review: actions.hold_review(by=by, review=one, **said(n))
                for n, by in enumerate((world.mair, world.huw, world.teacher))
            )
        )
        assert refused(came, Http404) == 2
        assert (Review.objects.filter(held_at__isnull=False).count(), planned(world).count()) == (held + 1, 1)


def test_holding_and_moving_a_review_wait_for_each_other(world):
    for _round in ROUNDS:
        review = actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today())
        came = at_once(
            lambda review=review: actions.hold_review(by=world.mair, review=review, **said(1)),
            lambda: actions.plan_review(by=world.huw, person=world.geth, due_on=day(9)),
        )
        assert refused(came) == 0 and planned(world).count() == 1


def test_two_who_hold_what_nobody_planned_do_not_take_the_next_from_each_other(world):
    came = at_once(
        *(
            lambda by=by, n=n: actions.hold_review_today(by=by, person=world.geth, **said(n))
            for n, by in enumerate((world.mair, world.huw))
        )
    )
    assert refused(came, RuleBroken) == 1
    assert Review.objects.filter(held_at__isnull=False).count() == 1
    assert planned(world).get().due_on >= day(30)


def test_a_step_is_done_once(world):
    outcome = actions.add_outcome(by=world.mair, person=world.geth, section="care", words="Sleep")
    step = actions.add_step(by=world.mair, outcome=outcome, what="A lamp", who="Mair")
    at_once(*(lambda by=by: actions.finish_step(by=by, step=step) for by in (world.mair, world.huw)))
    assert Step.objects.get().done_at
    assert Change.objects.filter(row_id=step.pk, field="done_at").count() == 1


def test_a_plan_put_forward_and_agreed_by_several_at_once_counts_each(world):
    actions.add_outcome(by=world.mair, person=world.geth, section="care", words="Sleep")
    came = at_once(
        *(lambda by=by: actions.put_forward(by=by, person=world.geth) for by in (world.mair, world.huw))
    )
    assert refused(came) == 0 and sorted(version.number for version in came) == [1, 2]
    last = max(came, key=lambda version: version.number)
    said = at_once(
        *(
            lambda by=by: actions.agree(by=by, version=last, verdict="agrees")
            for by in (world.mair, world.huw, world.geth_self)
        )
    )
    assert refused(said) == 0
    assert list(Outcome.objects.values_list("state", "version")) == [("agreed", 2)]
    assert Change.objects.filter(field="state").count() == 1


def test_who_decides_agrees_twice_at_once_and_it_is_settled_once(world):
    outcome = actions.add_outcome(by=world.mair, person=world.geth, section="care", words="Sleep")
    version = actions.put_forward(by=world.huw, person=world.geth)
    came = at_once(
        *(lambda: actions.agree(by=world.mair, version=version, verdict="agrees") for _n in range(3))
    )
    assert refused(came) == 0
    assert Change.objects.filter(row_id=outcome.pk, field="state").count() == 1


def test_who_saves_a_service_twice_at_once_saves_it_once(world):
    outcome = actions.add_outcome(by=world.mair, person=world.geth, section="care", words="Swimming")
    for number, of in enumerate((outcome, None)):
        service = entry_of(number)
        came = at_once(
            *(
                lambda by=by, of=of, service=service: actions.save_service(
                    by=by, person=world.geth, service=service, outcome=of
                )
                for by in (world.mair, world.mair, world.huw)
            )
        )
        assert refused(came, RuleBroken) == 2
        assert Support.objects.filter(service=service, outcome=of).count() == 1
