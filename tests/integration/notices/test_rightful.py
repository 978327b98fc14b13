"""What was decided, offered and answered is news for whom it is, by their own choice, and for nobody it is kept from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.integration.assessment.conftest import refused
from tests.integration.notices.conftest import capacity, choose, keep_from, kinds, morning, to
from unstori.assessment import actions as assessment
from unstori.assessment.models import Assessment
from unstori.circle.models import Member
from unstori.core import clock
from unstori.notices import queries
from unstori.rights import actions as rights
from unstori.rights.models import Disagreement

OURS = {
    "decision", "assessment_due", "assessment_late", "answer_owed", "answer_late", "answer_awaited",
    "answer_given", "offer",
}  # fmt: skip


def ours(actor):
    return sorted(set(kinds(actor)) & OURS)


def days(number):
    return clock.today() + timedelta(days=number)


@pytest.fixture
def asked(world):
    made = assessment.ask(by=world.mair, person=world.geth, kind="wales-child")
    return assessment.begin(by=world.huw, assessment=made, ready_on=days(30))


@pytest.fixture
def thread(world):
    return rights.disagree(
        by=world.mair, person=world.geth, words="Two hours", about="The letter", owner=capacity(world.huw)
    )


def test_a_decision_is_there_to_read_for_family_and_not_for_who_made_it(world, asked, sign_in):
    found = refused(asked, world)
    assert ours(world.mair) == ours(world.geth_self) == ["decision"] and not ours(world.huw)
    assert not ours(world.teacher) and not ours(world.stranger)
    text = sign_in(world.mair).get(reverse("notices:news")).text
    assert reverse("assessment:finding", args=[world.geth.reference, found.pk]) in text
    newer = refused(asked, world, replaces=found)
    assert [item.row for item in queries.news_of(world.mair) if item.what == "decision"] == [newer]


@pytest.mark.parametrize("which", ["finding", "assessment", "section"])
def test_a_decision_that_is_kept_is_no_news(world, asked, which):
    found = refused(asked, world)
    if which == "section":
        keep_from(world.mair, world, "section", section="care")
    else:
        keep_from(world.mair, world, row_id=found.pk if which == "finding" else asked.pk)
    assert not ours(world.mair) and "decision" in ours(world.geth_self)


def test_a_carers_own_is_news_for_the_carer_and_not_for_whom_they_care_for(world):
    made = assessment.ask(
        by=world.mair, person=world.geth, kind="wales-carer", carer=capacity(world.mair), carer_name="Mair"
    )
    made = assessment.begin(by=world.huw, assessment=made, ready_on=days(3))
    refused(made, world)
    assert ours(world.mair) == ["decision"] and not ours(world.geth_self)
    assert ours(world.huw) == ["assessment_due"]
    Assessment.objects.update(ready_on=days(-1))
    assert ours(world.mair) == ["assessment_late", "decision"] and not ours(world.geth_self)


def test_an_assessment_is_due_for_who_holds_it_and_late_for_the_family_too(world, asked):
    assert not ours(world.huw)
    Assessment.objects.update(ready_on=days(5))
    assert ours(world.huw) == ["assessment_due"] and not ours(world.mair)
    Assessment.objects.update(ready_on=days(-2))
    assert ours(world.huw) == ours(world.mair) == ["assessment_late"] and not ours(world.teacher)
    keep_from(world.mair, world, row_id=asked.pk)
    assert not ours(world.mair)


def test_an_answer_is_owed_then_late_then_there(world, thread):
    assert ours(world.huw) == ["answer_owed"] and not ours(world.mair)
    Disagreement.objects.update(due_on=days(-1))
    assert ours(world.huw) == ["answer_late"] and ours(world.mair) == ["answer_awaited"]
    thread.refresh_from_db()
    turn = rights.answer(by=world.huw, disagreement=thread, words="On Monday")
    assert not ours(world.huw) and ours(world.mair) == ["answer_given"]
    keep_from(world.mair, world, row_id=turn.pk)
    assert not ours(world.mair)


def test_a_thread_that_is_kept_is_no_news(world, thread):
    Disagreement.objects.update(due_on=days(-1))
    keep_from(world.mair, world, row_id=thread.pk)
    assert not ours(world.mair)


def test_what_a_carer_disagrees_with_about_themselves_is_not_told_to_whom_they_care_for(world, thread):
    Disagreement.objects.update(apart=True, due_on=days(-1))
    assert not ours(world.geth_self) and ours(world.mair) == ["answer_awaited"]


def test_an_offer_waits_for_who_can_say_yes_or_no_until_they_do(world):
    member = Member.objects.create(
        person=world.geth, section="about_me", kind="family", name="Mair", relation="mother",
        capacity=capacity(world.mair), created_by_id=world.mair.capacity_id,
    )  # fmt: skip
    to_geth = rights.offer(by=world.huw, person=world.geth, kind="advocacy")
    assert ours(world.geth_self) == ["offer"] and not ours(world.huw) and not ours(world.teacher)
    rights.answer_offer(by=world.geth_self, offer=to_geth, what="not_yet")
    assert not ours(world.geth_self)
    rights.offer(by=world.huw, person=world.geth, kind="carers_assessment", to=member)
    assert ours(world.mair) == ["offer"] and not ours(world.geth_self)


def test_each_is_told_by_their_own_choice(world, thread, asked, leaving):
    refused(asked, world)
    choose(
        world.mair,
        often={"document": "never", "asked": "never", "late": "daily", "promised": "never", "new": "never"},
    )
    Disagreement.objects.update(due_on=days(-1))
    morning()
    assert [message.kinds for message in to(world.mair)] == [["late"]]


def test_the_page_asks_the_database_as_often_however_much_there_is(world, asked, thread, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as asked_for:
            client.get(reverse("notices:news"))
        return len(asked_for)

    client = sign_in(world.mair)
    refused(asked, world)
    rights.offer(by=world.huw, person=world.geth, kind="advocacy")
    Disagreement.objects.update(due_on=days(-1))
    few = count()
    for number in range(5):
        refused(asked, world)
        rights.disagree(
            by=world.mair, person=world.geth, words="x", about=f"Letter {number}", owner=capacity(world.huw)
        )
        rights.offer(by=world.huw, person=world.geth, kind="advocacy")
    Disagreement.objects.update(due_on=days(-1))
    assert count() <= few
