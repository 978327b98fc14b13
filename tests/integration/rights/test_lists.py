"""Lists of offers and disagreements ask the database as often for thirty as for three."""

import pytest
from django.urls import reverse

from tests.counting import assert_does_not_grow
from tests.integration.circle.conftest import capacity
from unstori.plan import actions as plan
from unstori.rights import actions


@pytest.mark.parametrize("who", ["mair", "huw"])
def test_disagreements_and_their_answers(circle, sign_in, who):
    def add(number):
        row = plan.add_need(by=circle.huw, person=circle.geth, section="care", words=f"Need {number}")
        about = {"row_id": row.pk} if number % 2 else {"about": f"Letter {number}"}
        made = actions.disagree(
            by=circle.mair, person=circle.geth, words="No", owner=capacity(circle.huw), **about
        )
        if number % 3:
            actions.answer(by=circle.huw, disagreement=made, words="We look again")

    address = reverse("rights:disagreements", args=[circle.geth.reference])
    assert_does_not_grow(sign_in(getattr(circle, who)), address, add)


def test_offers_and_what_was_said_to_them(circle, sign_in):
    def add(number):
        made = actions.offer(by=circle.huw, person=circle.geth, kind="advocacy")
        if number % 2:
            actions.answer_offer(by=circle.mair, offer=made, what="not_yet", words="We think about it")

    address = reverse("rights:index", args=[circle.geth.reference])
    assert_does_not_grow(sign_in(circle.huw), address, add)
