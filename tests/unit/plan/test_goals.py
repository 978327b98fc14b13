"""Goal attainment scaling as a truth table; the formula against worked values."""

from datetime import date
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.core.errors import RuleBroken
from unstori.plan import rules
from unstori.plan.rules import Goal

FIVE = ["much less", "less", "as hoped", "more", "much more"]
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("weights", "levels", "score"),
    [
        ([], [], None),
        ([0], [2], None),
        ([0, 0], [2, -2], None),
        ([1], [0], 50),
        ([9], [0], 50),
        ([1], [1], 60),
        ([1], [-1], 40),
        ([4], [-2], 30),
        ([9], [2], 70),
        ([0, 2], [-2, 1], 60),
        ([1, 1], [1, 1], 50 + 20 / 2.6**0.5),
        ([1, 1], [-1, 1], 50),
        ([6, 2], [1, -1], 50 + 40 / (0.7 * 40 + 0.3 * 64) ** 0.5),
    ],
)
def test_t_score(weights, levels, score):
    found = rules.t_score(weights, levels)
    assert found is None if score is None else isclose(found, score)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-2, 2)), min_size=1))
def test_as_hoped_on_all_is_fifty_and_more_is_never_less(goals):
    weights = [importance * difficulty for importance, difficulty, _level in goals]
    levels = [level for *_weight, level in goals]
    score = rules.t_score(weights, levels)
    if not any(weights):
        assert score is None
        return
    assert rules.t_score(weights, [0] * len(weights)) == 50
    assert rules.t_score(weights, [min(2, level + 1) for level in levels]) >= score


def test_before_and_now():
    goals = [Goal(2, 2, -1, 0), Goal(1, 1, -2, -2)]
    assert rules.t_before(goals) < rules.t_now(goals) < 50


@pytest.mark.parametrize(
    ("changed", "ok"),
    [
        ({}, True),
        ({"baseline": -2}, True),
        ({"baseline": 0}, False),
        ({"importance": 0, "difficulty": 0}, True),
        ({"importance": 4}, False),
        ({"difficulty": -1}, False),
        ({"levels": FIVE[:4]}, False),
        ({"levels": [*FIVE[:4], "  "]}, False),
        ({"levels": [*FIVE[:4], "Less "]}, False),
    ],
)
def test_scale(changed, ok):
    given = {"levels": FIVE, "importance": 2, "difficulty": 3, "baseline": -1, **changed}
    if ok:
        rules.check_scale(**given)
    else:
        with pytest.raises(RuleBroken):
            rules.check_scale(**given)


@pytest.mark.parametrize(
    ("level", "on", "ok"),
    [
        (0, DAY, True), (-2, DAY, True), (3, DAY, False), (0, date(2026, 2, 28), False),
        (0, date(2026, 3, 9), True), (0, date(2026, 3, 10), False),
    ],
)  # fmt: skip
def test_level(level, on, ok):
    given = {"level": level, "reached_on": on, "starts_on": DAY, "today": date(2026, 3, 9)}
    if ok:
        rules.check_level(**given)
    else:
        with pytest.raises(RuleBroken):
            rules.check_level(**given)


def test_newest_day_stands_and_of_one_day_the_last_said():
    days = [(date(2026, 5, 1), 1), (date(2026, 4, 1), -2), (date(2026, 5, 1), 2)]
    assert rules.stands_at(-1, days) == 2
    assert rules.stands_at(-1, []) == -1
