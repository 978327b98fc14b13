"""When an answer is due, and what every no must say."""

from datetime import date

import pytest

from unstori.core.errors import RuleBroken
from unstori.governance.rules import requests as rules

CLOCK = {"months": 1, "more_months": 2, "soon_days": 7}
LONG = "It was looked at with everybody."


@pytest.mark.parametrize(
    ("begins", "extended", "due"),
    [
        (date(2026, 9, 3), False, date(2026, 10, 5)),  # a Saturday becomes the Monday after it
        (date(2026, 9, 7), False, date(2026, 10, 7)),
        (date(2026, 1, 31), False, date(2026, 3, 2)),  # February has no 31st; the 28th is a Saturday
        (
            date(2026, 11, 25),
            False,
            date(2026, 12, 29),
        ),  # Christmas, a weekend and the day instead of Boxing Day
        (date(2026, 9, 7), True, date(2026, 12, 7)),
    ],
)
def test_due_on_the_corresponding_working_day(begins, extended, due):
    assert rules.due_on(begins, CLOCK, "wales", extended=extended) == due


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ({"state": "done", "identity": "known", "ground": ""}, True),
        ({"state": "done", "identity": "", "ground": ""}, False),
        ({"state": "refused", "identity": "known", "ground": ""}, False),
        ({"state": "refused", "identity": "known", "ground": "accurate"}, True),
        ({"state": "partly", "identity": "known", "ground": "elsewhere"}, False),
        ({"state": "refused", "identity": "", "ground": "not_entitled"}, True),
        ({"state": "done", "identity": "known", "ground": "", "words": "No."}, False),
    ],
)
def test_an_answer_knows_who_asks_and_a_no_says_why(said, allowed):
    said = {"grounds": ["accurate", "not_entitled"], "words": LONG, **said}
    if allowed:
        rules.check_answer(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_answer(**said)


def test_more_time_is_taken_once_within_the_first_month_with_a_reason():
    first = {"extended": False, "first_due": date(2026, 10, 7), "today": date(2026, 10, 7), "why": LONG}
    rules.check_extension(**first)
    for wrong in ({"extended": True}, {"today": date(2026, 10, 8)}, {"why": "Busy"}):
        with pytest.raises(RuleBroken):
            rules.check_extension(**{**first, **wrong})


def test_a_part_stays_out_on_a_fresh_opinion_of_a_named_professional_alone():
    harm, day = {"opinion_months": 6}, date(2026, 11, 1)
    rules.check_choice(give=False, why="x", part="health", professional="Dr Rees", opinion_on=day)
    with pytest.raises(RuleBroken):
        rules.check_choice(give=False, why="x", part="health", professional="", opinion_on=day)
    rules.check_opinion(date(2026, 5, 1), day, harm)
    for stale in (date(2026, 4, 30), date(2026, 11, 2)):
        with pytest.raises(RuleBroken):
            rules.check_opinion(stale, day, harm)
