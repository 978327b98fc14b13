"""Lists of assessments ask the database as often for thirty as for three."""

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.assessment.conftest import refused, say, soon
from unstori.assessment import actions


def test_those_of_one_person_and_what_was_decided(world, sign_in):
    def add(number):
        made = actions.ask(by=world.huw, person=world.geth, kind="wales-carer", carer_name=f"Carer {number}")
        made = actions.begin(by=world.huw, assessment=made, ready_on=soon())
        refused(made, world)

    assert_does_not_grow(sign_in(world.huw), reverse("assessment:index", args=[world.geth.reference]), add)


def test_those_to_work_on(world, sign_in):
    def add(number):
        person = build.person(f"Person {number}", world.authority)
        build.grant(person, world.huw)
        made = actions.ask(by=world.huw, person=person, kind="wales-child")
        if number % 2:
            actions.begin(by=world.huw, assessment=made, ready_on=soon())

    assert_does_not_grow(sign_in(world.huw), reverse("assessment:work"), add)


@pytest.mark.parametrize("page", ["assessment", "finding"])
def test_one_with_much_to_rest_on_and_many_decisions(world, sign_in, begun, page):
    found = refused(begun, world)

    def add(number):
        row = say(world, f"Words {number}")
        stand = [source.row_id for source in begun.citations.all()]
        actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[*stand, row.pk])
        worker = build.worker(f"Worker {number}", world.authority)
        build.grant(world.geth, worker)
        actions.contribute(by=worker, assessment=begun, element="risks", words=f"Risk {number}", share=True)
        refused(begun, world)

    args = [world.geth.reference, begun.pk if page == "assessment" else found.pk]
    assert_does_not_grow(sign_in(world.mair), reverse(f"assessment:{page}", args=args), add)
