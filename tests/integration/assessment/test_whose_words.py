"""A carer's own assessment is for the carer and who works on it: not for who takes duties over, lists them or asks again."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.assessment.conftest import capacity, soon
from unstori.access.actions.withholding import withhold
from unstori.access.door import require
from unstori.access.rules import SHAREABLE, Permission
from unstori.assessment import actions, catalogue, queries
from unstori.assessment.models import Assessment
from unstori.circle import queries as circle
from unstori.circle.actions import add_member
from unstori.core.errors import RuleBroken
from unstori.story import actions as story


def opened(actor, world):
    return require(actor, world.geth.pk, Permission.SEE)


def keep_from(actor, row, world) -> None:
    withhold(by=world.huw, person=world.geth, kind="row", row_id=row.pk, withheld_from=capacity(actor),
             reason="It would put her in danger.", review_on=soon(30), ends_on=soon(60))  # fmt: skip


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


def test_a_row_in_hand_is_seen_by_whom_the_list_shows_it_to(world, asked, carers):
    withheld = actions.ask(by=world.huw, person=world.geth, kind="wales-carer", carer_name="Dewi")
    keep_from(world.mair, withheld, world)
    rows = [asked, carers, withheld]
    for owner in (None, capacity(world.huw)):
        Assessment.objects.update(owner=owner)
        for row in rows:
            row.refresh_from_db()
        for actor in (world.geth_self, world.mair, world.huw, world.teacher):
            here = opened(actor, world)
            shown = set(queries.assessments(here))
            assert {row for row in rows if queries.is_seen(here, row)} == shown


def test_duties_are_named_to_who_sees_them_and_counted_to_others(world, carers):
    actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    told = story.promise(by=world.huw, person=world.geth, section="care", what="Ffonio Ela", due_on=soon())
    owner, name = capacity(world.huw), catalogue.kind(carers.kind, carers.kind_version).title
    seen = {
        each: circle.duties_seen(opened(each, world), owner)
        for each in (world.huw, world.geth_self, world.teacher)
    }
    assert {duty.title for duty in seen[world.huw].seen} == {"Ffonio Ela", str(name)}
    assert [duty.title for duty in seen[world.geth_self].seen] == ["Ffonio Ela"] and seen[
        world.geth_self
    ].others == 1
    assert (seen[world.teacher].seen, seen[world.teacher].others) == ([], 2)
    keep_from(world.teacher, told, world)
    assert len(circle.duties_seen(opened(world.teacher, world), owner)) == 1


def test_the_pages_of_who_leaves_name_only_what_the_reader_sees(world, carers, sign_in):
    actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    here = add_member(
        by=build.system(), person=world.geth, kind="worker", name="Huw Parry", relation="social_worker",
        capacity=capacity(world.huw),
    )  # fmt: skip
    title = str(catalogue.kind(carers.kind, carers.kind_version).title)
    for name in ("handover", "leave"):
        page = reverse(f"circle:{name}", args=[world.geth.reference, here.pk])
        assert title in sign_in(world.huw).get(page).content.decode()
        said = sign_in(world.geth_self).get(page).content.decode()
        assert title not in said and "1 thing that is not shared with you" in said and 'name="to"' in said


def test_asking_betrays_nothing_of_a_carers_that_is_not_for_the_worker(world, carers):
    carers.owner = capacity(world.huw)
    carers.save(update_fields=["owner"])
    other = build.worker("Beth Puw", world.authority)
    build.grant(world.geth, other)
    asking = {"person": world.geth, "kind": "wales-carer", "carer": carers.carer, "carer_name": "Mair"}
    assert actions.ask(by=other, **asking) != carers
    for by in (world.huw, world.mair):
        with pytest.raises(RuleBroken):
            actions.ask(by=by, **asking)


def test_a_second_carer_of_the_same_name_asks_too(world, carers):
    nain = build.family("Mair", world.geth)
    build.grant(world.geth, nain)
    asking = {"person": world.geth, "kind": "wales-carer", "carer": capacity(nain), "carer_name": "Mair"}
    assert actions.ask(by=nain, **asking).carer_id == nain.capacity_id
    with pytest.raises(RuleBroken):  # but once
        actions.ask(by=nain, **asking)
