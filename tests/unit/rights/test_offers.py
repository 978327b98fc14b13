"""What is due to be offered, and what can be said of an offer."""

from datetime import date, timedelta

import pytest

from unstori.core import definitions
from unstori.core.errors import RuleBroken
from unstori.rights import rules
from unstori.rights.queries import definitions as kept

DAY = date(2026, 11, 23)
ALL = ("accepted", "declined", "not_yet", "asked", "came", "result")


@pytest.mark.parametrize(
    ("offer", "age", "is_for_them"),
    [
        ({}, 3, True),
        ({}, None, True),
        ({"to_age": 25}, 25, True),
        ({"to_age": 25}, 26, False),
        ({"to_age": 25}, None, True),
        ({"from_age": 18}, 17, False),
        ({"from_age": 18}, 18, True),
    ],
)
def test_for_what_ages(offer, age, is_for_them):
    assert rules.offered_for(offer, age) is is_for_them


@pytest.mark.parametrize(
    ("due", "offered", "is_due"),
    [
        ("always", 0, True),
        ("always", 1, False),
        ("where_it_applies", 0, False),
        ("where_it_applies", 2, False),
    ],
)
def test_what_is_due(due, offered, is_due):
    assert rules.is_due({"due": due}, offered) is is_due


@pytest.mark.parametrize(
    ("said", "next_"),
    [
        ([], {"accepted", "declined", "not_yet"}),
        (["not_yet"], {"accepted", "declined"}),
        (["declined"], {"accepted"}),
        (["not_yet", "declined"], {"accepted"}),
        (["accepted"], {"asked", "came", "result", "declined"}),
        (["accepted", "asked"], {"asked", "came", "result", "declined"}),
        (["accepted", "asked", "came"], {"came", "result", "declined"}),
        (["accepted", "asked", "came", "result"], {"asked", "came", "result"}),
    ],
)
def test_what_can_be_said_next(said, next_):
    stands = rules.stands(said)
    assert set(rules.news_choices(stands)) == next_
    for what in ALL:
        news = {"stands_at": stands, "what": what, "words": "x", "happened_on": DAY, "today": DAY}
        if what in next_:
            rules.check_news(**news)
        else:
            with pytest.raises(RuleBroken):
                rules.check_news(**news)


@pytest.mark.parametrize("what", ["declined", "asked", "result"])
def test_some_news_needs_words(what):
    stands = "offered" if what == "declined" else "accepted"
    with pytest.raises(RuleBroken):
        rules.check_news(stands_at=stands, what=what, words=" ", happened_on=DAY, today=DAY)


def test_nothing_is_said_of_days_to_come():
    to_come = DAY + timedelta(1)
    with pytest.raises(RuleBroken):
        rules.check_offer(offered_on=to_come, today=DAY, to="Geth")
    with pytest.raises(RuleBroken):
        rules.check_news(stands_at="offered", what="accepted", words="", happened_on=to_come, today=DAY)
    with pytest.raises(RuleBroken):
        rules.check_offer(offered_on=DAY, today=DAY, to=" ")


def test_every_choice_of_news_leads_somewhere():
    assert set(rules.MOVES) == {"offered", *ALL}
    assert all(rules.MOVES[stands] for stands in rules.MOVES)


def test_what_the_definitions_offer():
    wales, england = (
        definitions.version(kept.FOLDER, f"offers-{where}", 1) for where in ("wales", "england")
    )
    ids = {held["id"]: {one["id"] for one in held["offers"]} for held in (wales, england)}
    assert "welsh" in ids["offers-wales"] and "personal_budget" not in ids["offers-wales"]
    assert "personal_budget" in ids["offers-england"] and "welsh" not in ids["offers-england"]
    for held in (wales, england):
        assert held["answer_within_days"] > 0
        for one in held["offers"]:
            assert one["for"] in {"person", "family", "carer", "young_carer"} and one["source"]
            assert one["due"] in {"always", "where_it_applies"} and "verified" in one


@pytest.mark.parametrize(
    ("kind", "to_person", "to_me", "decides", "may"),
    [
        ("self", True, False, True, True),
        ("self", False, False, True, False),
        ("advocate", True, False, False, True),
        ("advocate", False, False, False, False),
        ("family", True, False, True, True),
        ("family", True, False, False, False),
        ("family", False, True, False, True),
        ("family", False, False, True, False),
        ("worker", False, False, False, True),
    ],
)
def test_nobody_answers_for_somebody_else(kind, to_person, to_me, decides, may):
    said = {"to_person": to_person, "to_me": to_me, "decides": decides}
    assert rules.can_answer_offer(kind, **said) is may
    if not may:
        with pytest.raises(RuleBroken):
            rules.check_answer_offer(kind, **said)


def test_who_says_no_for_themselves_owes_no_reason():
    said = {"stands_at": "offered", "what": "declined", "words": "", "happened_on": DAY, "today": DAY}
    rules.check_news(**said, own=True)
    for more in ({}, {"own": True, "what": "result", "stands_at": "came"}):
        with pytest.raises(RuleBroken):
            rules.check_news(**{**said, **more})
