"""A move: each step from each state, what may be said, and what still waits, as tables."""

from datetime import date, timedelta

import pytest

from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue, moving
from unstori.pathways.rules import moves as rules

TODAY = date(2026, 11, 22)
STATES = (rules.THINKING, rules.COMING, rules.MOVED, rules.SETTLED, rules.OFF)
LEADS = {
    ("day", "thinking"): "coming", ("day", "coming"): "coming",
    ("name", "thinking"): "thinking", ("name", "coming"): "coming", ("name", "moved"): "moved",
    ("ask", "thinking"): "thinking", ("ask", "coming"): "coming", ("ask", "moved"): "moved",
    ("arrive", "thinking"): "moved", ("arrive", "coming"): "moved",
    ("say", "thinking"): "thinking", ("say", "coming"): "coming", ("say", "moved"): "moved",
    ("settle", "moved"): "settled", ("off", "thinking"): "off", ("off", "coming"): "off",
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", rules.STEPS)
def test_every_step_from_every_state(step, state):
    leads = LEADS.get((step, state))
    assert rules.can(step, state) == (leads is not None)
    if leads:
        assert rules.check(step, state) == leads
    else:
        with pytest.raises(RuleBroken):
            rules.check(step, state)


GOOD = {"is_same": False, "has_place": True, "already": False, "moves_on": TODAY, "today": TODAY,
        "things": ["ehc"], "known": ["ehc"]}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [{"is_same": True}, {"has_place": False}, {"already": True}, {"moves_on": TODAY - timedelta(1)}, {"things": ["x"]}],
)  # fmt: skip
def test_what_no_move_begins_with(wrong):
    rules.check_begin(**GOOD)
    rules.check_begin(**{**GOOD, "moves_on": None, "things": []})
    with pytest.raises(RuleBroken):
        rules.check_begin(**{**GOOD, **wrong})


def test_a_no_has_its_reasons():
    rules.check_answer(answer="no", known=["no", "goes_on"], words="Not enough evidence")
    rules.check_answer(answer="goes_on", known=["no", "goes_on"], words="")
    for answer, words in (("no", " "), ("maybe", "x")):
        with pytest.raises(RuleBroken):
            rules.check_answer(answer=answer, known=["no", "goes_on"], words=words)


def test_what_waits_is_what_was_not_said_and_being_assessed_is_no_answer_yet():
    effects = {"ehc": "goes", "carer": "anew", "looked_after": "stays"}
    things = ["ehc", "carer", "looked_after"]
    assert rules.waits_for(things=things, effects=effects, answers={}) == ["ehc", "carer"]
    assert rules.waits_for(things=things, effects=effects, answers={"ehc": "assesses"}) == ["ehc", "carer"]
    assert rules.waits_for(things=things, effects=effects, answers={"ehc": "no", "carer": "given"}) == []


@pytest.mark.parametrize(
    ("state", "named", "days_ahead", "says"),
    [
        ("thinking", False, None, False), ("coming", False, 29, False), ("coming", False, 28, True),
        ("coming", True, 3, False), ("coming", False, -1, True), ("moved", False, None, True),
        ("moved", True, None, False), ("settled", False, None, False), ("off", False, 1, False),
    ],
)  # fmt: skip
def test_nobody_named_is_said_in_time(state, named, days_ahead, says):
    day = None if days_ahead is None else TODAY + timedelta(days_ahead)
    assert rules.nobody_named(state=state, has_name=named, moves_on=day, today=TODAY, days=28) == says


@pytest.mark.parametrize("here", ["wales", "england"])
@pytest.mark.parametrize("there", ["wales", "england"])
def test_every_direction_says_of_every_thing_what_becomes_of_it(here, there):
    way = moving.direction(here, there, TODAY)
    education = {"england": "ehc", "wales": "idp"}[here]
    others = {"care_adult", "care_child", "carer", "direct_payments", "looked_after"}
    assert {each.id for each in way.things} == {education, *others}
    for each in way.things:
        assert each.source and each.day.cy and each.until.cy
        assert each.effect != "anew" or each.ask, each.id
        if each.clock:
            law = catalogue.clock(each.clock, TODAY)
            assert law.jurisdiction == there and law.steps


def test_across_the_border_a_plan_for_learning_lapses_and_is_never_said_to_be_transferred():
    for here, there, thing in (("england", "wales", "ehc"), ("wales", "england", "idp")):
        (plan,) = moving.direction(here, there, TODAY).of([thing])
        assert plan.effect == rules.LAPSES and plan.counts_from == "asked"
        assert "transfer" not in plan.day.en.lower() and "lapses" in plan.day.en
    (plan,) = moving.direction("england", "england", TODAY).of(["ehc"])
    assert plan.effect == rules.GOES and plan.counts_from == "moved"


@pytest.mark.parametrize(
    ("age", "education", "child", "adult"), [(9, True, True, False), (18, True, False, True), (25, False, False, True)]
)  # fmt: skip
def test_what_the_law_says_of_an_age(age, education, child, adult):
    ids = {each.id for each in moving.direction("wales", "england", TODAY).at_age(age)}
    assert ("idp" in ids, "care_child" in ids, "care_adult" in ids) == (education, child, adult)
