"""Offers: made, answered, followed up, asked for by the family; never overwritten, never widened."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import build
from tests.integration.circle.conftest import capacity
from unstori.access.actions import withholding
from unstori.access.door import NotFound, require
from unstori.access.rules import SHAREABLE, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.rights import actions, queries
from unstori.rights.models import Asking, Offer, OfferNews
from unstori.story.models import Entry, Promise


def opened(actor, person):
    return require(actor, person.pk, Permission.SEE)


def test_an_active_offer_is_told_with_what_happened_afterwards(circle):
    row = actions.offer(
        by=circle.huw, person=circle.geth, kind="advocacy", format="easy_read", in_language="cy"
    )
    assert (row.to_name, row.section) == ("Geth", "what_matters")
    for what, words in (
        ("accepted", ""),
        ("asked", "NYAS"),
        ("came", "Non came on Monday"),
        ("result", "They spoke"),
    ):
        actions.answer_offer(by=circle.huw, offer=row, what=what, words=words)
    (seen,) = queries.offers(opened(circle.mair, circle.geth))
    assert [one.what for one in seen.news.all()] == ["accepted", "asked", "came", "result"]
    assert Entry.objects.filter(event="offer.made", about_id=row.pk).get().title_cy


def test_an_offer_is_never_overwritten(circle):
    row = actions.offer(by=circle.huw, person=circle.geth, kind="advocacy")
    with pytest.raises(DatabaseError), transaction.atomic():
        Offer.objects.filter(pk=row.pk).update(to_name="Mair")
    actions.answer_offer(by=circle.mair, offer=row, what="declined", words="Not now")
    actions.answer_offer(by=circle.mair, offer=row, what="accepted")
    assert OfferNews.objects.filter(offer=row).count() == 2


def test_a_carers_assessment_is_offered_to_the_carer(circle):
    row = actions.offer(by=circle.huw, person=circle.geth, kind="carers_assessment", to=circle.mair_here)
    assert row.to_name == "Mair" and row.to_member == circle.mair_here


def test_nobody_says_no_for_somebody_else(circle):
    to_carer = actions.offer(by=circle.huw, person=circle.geth, kind="carers_assessment", to=circle.mair_here)
    to_geth = actions.offer(by=circle.huw, person=circle.geth, kind="advocacy")
    aunt = build.family("Modryb", circle.geth)
    build.grant(circle.geth, aunt, SHAREABLE, Permission.ADD)
    for who, row in ((circle.me, to_carer), (aunt, to_carer), (aunt, to_geth)):
        with pytest.raises(RuleBroken):
            actions.answer_offer(by=who, offer=row, what="declined", words="No need")
    assert not OfferNews.objects.exists()
    actions.answer_offer(by=circle.mair, offer=to_carer, what="accepted")
    actions.answer_offer(by=circle.me, offer=to_geth, what="accepted")


def test_the_family_asks_and_somebody_promises_by_a_day(circle):
    row = actions.ask_for(
        by=circle.mair,
        person=circle.geth,
        kind="carers_assessment",
        words="I do not sleep",
        owner=capacity(circle.huw),
    )
    promise = queries.promised(opened(circle.mair, circle.geth), [row.pk])[row.pk]
    assert promise.owner_id == circle.huw.capacity_id
    assert promise.due_on == clock.today() + timedelta(14)


def test_asking_stands_when_nobody_can_hold_it(circle):
    row = actions.ask_for(by=circle.mair, person=circle.geth, kind="direct_payment")
    assert queries.promised(opened(circle.mair, circle.geth), [row.pk]) == {}
    assert list(queries.askings(opened(circle.huw, circle.geth))) == [row]


def test_bad_input_changes_nothing(circle):
    with pytest.raises(NotFound):
        actions.offer(by=circle.huw, person=circle.geth, kind="personal_budget")  # England alone
    with pytest.raises(NotFound):
        actions.offer(by=circle.stranger, person=circle.geth, kind="advocacy")
    with pytest.raises(RuleBroken):
        actions.offer(
            by=circle.huw, person=circle.geth, kind="advocacy", offered_on=clock.today() + timedelta(1)
        )
    with pytest.raises(RuleBroken):
        actions.ask_for(by=circle.mair, person=circle.geth, kind="advocacy", owner=capacity(circle.stranger))
    assert not Offer.objects.exists() and not Asking.objects.exists() and not Promise.objects.exists()


def test_what_is_withheld_stays_withheld(circle):
    row = actions.offer(by=circle.huw, person=circle.geth, kind="carers_assessment", to=circle.mair_here)
    withholding.withhold(
        by=circle.huw, person=circle.geth, kind="row", row_id=row.pk, withheld_from=capacity(circle.dewi),
        reason="It would put her in danger.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(30),
    )  # fmt: skip
    assert not queries.offers(opened(circle.dewi, circle.geth)).exists()
    with pytest.raises(NotFound):
        actions.answer_offer(by=circle.dewi, offer=row, what="accepted")
    assert not OfferNews.objects.exists()
