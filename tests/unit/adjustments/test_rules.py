"""When a flag may be set, as a table."""

import pytest

from unstori.adjustments import rules
from unstori.core.errors import RuleBroken

YES, NO, STOPPED = rules.GIVEN, rules.NO, rules.REVOKED


@pytest.mark.parametrize(
    ("now", "agrees", "then"),
    [
        ("", True, YES), ("", False, NO), (NO, True, YES), (NO, False, None), (YES, True, None),
        (YES, False, STOPPED), (STOPPED, True, YES), (STOPPED, False, None),
    ],
)  # fmt: skip
def test_a_yes_and_a_no_follow_what_holds(now, agrees, then):
    if then is None:
        with pytest.raises(RuleBroken):
            rules.next_state(now, agrees)
    else:
        assert rules.next_state(now, agrees) == then


@pytest.mark.parametrize("now", ["", NO, STOPPED, YES])
def test_nothing_is_flagged_without_a_yes(now):
    assert rules.can_flag(now) == (now == YES)
    if now != YES:
        with pytest.raises(RuleBroken):
            rules.check_flag(now)


@pytest.mark.parametrize(
    ("authority", "who", "right"), [("004", "Mair", True), ("", "Mair", False), ("004", " ", False)]
)
def test_what_was_told_says_who_and_with_what_right(authority, who, right):
    if right:
        rules.check_told(authority, who)
    else:
        with pytest.raises(RuleBroken):
            rules.check_told(authority, who)


@pytest.mark.parametrize(
    ("codes", "other", "right"), [(["10"], "Pain", True), (["10"], " ", False), (["1"], "", True)]
)
def test_something_else_says_what(codes, other, right):
    if right:
        rules.check_impairments(codes, other)
    else:
        with pytest.raises(RuleBroken):
            rules.check_impairments(codes, other)


@pytest.mark.parametrize(("agrees", "own_no"), [(True, True), (True, False), (False, True), (False, False)])
def test_only_who_said_no_themselves_says_yes_again(agrees, own_no):
    if agrees and own_no:
        with pytest.raises(RuleBroken):
            rules.check_written_down(agrees=agrees, own_no=own_no)
    else:
        rules.check_written_down(agrees=agrees, own_no=own_no)
