"""Lists of concerns ask the database as often for thirty as for three, whoever has them and wherever they stand."""

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.safeguarding.conftest import again, capacity
from unstori.safeguarding import actions


@pytest.fixture
def one_more(circle, front, teacher):
    """Another concern: waiting, taken on by somebody else, or decided."""

    def add(number):
        made = actions.raise_concern(
            by=teacher, person=circle.geth, sources=[circle.mair_here] if number % 2 else [],
            told=actions.Told(heard=f"Mark {number}", why_not_told="Dangerous"),
        )  # fmt: skip
        worker = build.worker(f"Worker {number}", circle.place, team=front.children)
        if number % 3:
            actions.give(by=front.nia, concern=made, to=capacity(worker))
            actions.accept(by=again(worker), concern=made)
        if number % 3 == 2:
            actions.decide(by=again(worker), concern=made, outcome="none", why="x", instead="School")

    return add


@pytest.mark.parametrize("who, name", [("nia", "team"), ("teacher", "mine")])
def test_lists_of_concerns(front, teacher, one_more, sign_in, who, name):
    actor = again(front.nia if who == "nia" else teacher)
    assert_does_not_grow(sign_in(actor), reverse(f"safeguarding:{name}"), one_more)


def test_the_news_of_who_has_them(front, one_more, sign_in):
    assert_does_not_grow(sign_in(again(front.nia)), reverse("notices:news"), one_more)
