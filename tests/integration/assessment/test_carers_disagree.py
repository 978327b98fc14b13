"""A carer who disagrees with a decision about themselves says it to who must answer, and to nobody else (ADR 0054)."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.assessment.conftest import answers, capacity, soon
from unstori.access.door import NotFound, require
from unstori.access.rules import SHAREABLE, Permission
from unstori.assessment import actions
from unstori.circle import queries as circle
from unstori.plan import actions as plan
from unstori.rights import actions as rights
from unstori.rights import queries
from unstori.rights.models import Disagreement
from unstori.story.models import Entry


def opened(actor, world):
    return require(actor, world.geth.pk, Permission.SEE)


@pytest.fixture
def found(world, carers):
    actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    return actions.determine(
        by=world.huw, assessment=carers, words="A night off", tests=answers(carers, unless="not_met"),
        step=actions.NextStep("The carers' centre rings", capacity(world.huw), soon()),
    )  # fmt: skip


@pytest.fixture
def thread(world, found):
    return rights.disagree(
        by=world.mair, person=world.geth, row_id=found.pk, words="I cannot go on with him", owner=capacity(world.huw)
    )  # fmt: skip


def test_who_is_cared_for_reads_nothing_of_it(world, thread):
    nain = build.family("Nain", world.geth)
    build.grant(world.geth, nain, SHAREABLE, Permission.DECIDE)
    for other in (world.geth_self, nain, world.teacher):
        here = opened(other, world)
        assert not queries.disagreements(here).exists() and not queries.turns_of(here, thread).exists()
        assert not queries.disagreements_about(here, thread.row_id).exists()
        assert queries.row_names(None, opened=here, ids={thread.pk}) == {}
        with pytest.raises(NotFound):
            rights.say_more(by=other, disagreement=thread, words="What is this?")
    assert not Entry.objects.filter(words__contains="cannot go on").exists()
    assert not Entry.objects.filter(event__startswith="disagreement").exists()


def test_the_carer_and_who_must_answer_follow_it_to_the_end(world, thread):
    for each in (world.mair, world.huw):
        assert list(queries.disagreements(opened(each, world))) == [thread]
    rights.answer(by=world.huw, disagreement=thread, words="We look again")
    rights.settle_disagreement(by=world.mair, disagreement=thread, state="settled", words="A night each week")
    assert not Entry.objects.filter(event__startswith="disagreement").exists()


def test_their_page_opens_for_them_alone(world, thread, sign_in):
    address = reverse("rights:disagreement", args=[world.geth.reference, thread.pk])
    for actor, status in ((world.mair, 200), (world.huw, 200), (world.geth_self, 404)):
        assert sign_in(actor).get(address).status_code == status


def test_it_holds_no_support_of_whom_they_care_for(world, thread):
    support = plan.add_support(
        by=world.huw, person=world.geth, section="care", what="Swimming", who="Seren", status="agreed", comes_from="service",
    )  # fmt: skip
    assert not any(queries.holding(world.geth, support))


def test_nothing_is_asked_that_is_no_choice(world, found, sign_in):
    address = f"{reverse('rights:disagree', args=[world.geth.reference])}?about={found.pk}"
    page = sign_in(world.mair).get(address).content.decode()
    assert "who_sees" not in page and "This is about you as a carer." in page
    sent = {"words": "No", "route": "care", "owner": str(world.huw.capacity_id), "who_sees": "all"}
    assert sign_in(world.mair).post(address, sent).status_code == 302
    row = Disagreement.objects.get()
    assert (row.apart, row.narrowed) == (True, True)


def test_who_leaves_with_it_is_named_no_duty_to_whom_they_care_for(world, thread):
    for each, named in ((world.huw, 1), (world.geth_self, 0)):
        duties = circle.duties_seen(opened(each, world), capacity(world.huw))
        assert len([one for one in duties.seen if one.kind == "disagreement"]) == named
