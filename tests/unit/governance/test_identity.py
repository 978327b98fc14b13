"""Who may say that two records are of one person, and what may be said after what."""

from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.access.rules.workplace import can_steward
from unstori.core.errors import RuleBroken
from unstori.governance.rules import identity as rules
from unstori.governance.rules.likeness import band_of

BANDS = [{"id": "very", "from": 10.0}, {"id": "likely", "from": 5.0}, {"id": "perhaps", "from": 2.0}]


def actor(kind="steward", place=True, **more):
    more.setdefault("organisation_id", uuid4() if place else None)
    return Actor(user_id=uuid4(), capacity_id=uuid4(), kind=kind, label="", user_name="", **more)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor(), True),
        (actor(vouched=False), False),
        (actor(place=False), False),
        (actor("governance"), False),
        (actor("administrator"), False),
        (actor("worker", role="identity_steward"), False),
        (actor("family"), False),
        (actor("system"), False),
    ],
)
def test_who_stewards_is_a_kind_that_the_organisation_knows_of(who, may):
    assert can_steward(who) is may


@pytest.mark.parametrize("stands", ["", "same", "different", "unsure", "apart"])
@pytest.mark.parametrize("said", ["same", "different", "unsure", "apart", "", "perhaps"])
def test_a_link_is_undone_before_anything_else_is_said(said, stands):
    may = said == "apart" if stands == "same" else said in ("same", "different", "unsure")
    assert rules.may_be_said(said, stands) is may
    if not may:
        with pytest.raises(RuleBroken):
            rules.check_said(said, stands)


@pytest.mark.parametrize("why", ["", "   ", "yes", "  yes  "])
def test_an_answer_without_a_reason_is_none(why):
    with pytest.raises(RuleBroken):
        rules.check_why(why)


def test_a_record_is_not_its_own_double():
    one, other = sorted((uuid4(), uuid4()))
    with pytest.raises(RuleBroken):
        rules.check_two(one, one)
    assert rules.ordered(other, one) == rules.ordered(one, other) == (one, other)


@pytest.mark.parametrize(
    ("weight", "band"),
    [(25, "very"), (10, "very"), (9.9, "likely"), (5, "likely"), (2, "perhaps"), (-1, "perhaps")],
)
def test_how_likely_is_a_word(weight, band):
    assert band_of(weight, BANDS) == band
