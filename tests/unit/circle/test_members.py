"""Who may leave, who writes down authority, and who takes what is left behind."""

from datetime import date, timedelta

import pytest

from unstori.circle import rules
from unstori.circle.rules import Standing
from unstori.core.errors import RuleBroken

SELF, PARENT = Standing(is_self=True), Standing(is_parent=True)
WORKER = Standing(is_professional=True)
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("who", "decides", "own", "by_law", "allowed"),
    [
        (PARENT, True, False, False, True),
        (PARENT, True, False, True, False),
        (PARENT, True, True, True, True),
        (SELF, True, False, True, True),
        (SELF, False, False, True, False),
        (Standing(protects=True), False, False, True, True),
        (Standing(protects=True), False, False, False, False),
    ],
)
def test_one_parent_cannot_shut_out_another(who, decides, own, by_law, allowed):
    case = {"decides": decides, "own": own, "held_by_law": by_law}
    assert rules.can_end(who, **case) == allowed
    if not allowed:
        with pytest.raises(RuleBroken):
            rules.check_end(who, **case)


@pytest.mark.parametrize(
    ("duties", "stopped", "allowed"), [(0, False, True), (0, True, True), (2, False, False), (2, True, True)]
)
def test_a_worker_cannot_vanish_but_stopping_is_never_blocked(duties, stopped, allowed):
    assert rules.can_leave(duties=duties, stopped_by_decider=stopped) == allowed
    if not allowed:
        with pytest.raises(RuleBroken):
            rules.check_leave(duties=duties, stopped_by_decider=stopped)


@pytest.mark.parametrize("wrong", ["same", "elsewhere", "gone", "no account"])
def test_duties_go_to_somebody_else_who_is_there_and_can_sign_in(wrong):
    right = {"from_person": 1, "to_person": 1, "same": False, "is_there": True, "has_account": True}
    rules.check_handover(**right)
    changed = {
        "same": {"same": True}, "elsewhere": {"to_person": 2}, "gone": {"is_there": False},
        "no account": {"has_account": False},
    }[wrong]  # fmt: skip
    with pytest.raises(RuleBroken):
        rules.check_handover(**{**right, **changed})


@pytest.mark.parametrize(
    ("own", "professional", "decides", "allowed"),
    [(True, False, False, True), (False, True, False, True), (False, False, True, True), (False,) * 4],
)
def test_who_hands_over_for_somebody(own, professional, decides, allowed):
    case = {"own": own, "is_professional": professional, "decides": decides}
    if allowed:
        rules.check_may_hand_over(**case)
    else:
        with pytest.raises(RuleBroken):
            rules.check_may_hand_over(**case)


@pytest.mark.parametrize(
    ("ends_on", "there"),
    [(None, True), (TODAY, False), (TODAY + timedelta(days=1), True), (TODAY - timedelta(days=1), False)],
)
def test_who_is_there(ends_on, there):
    assert rules.is_there(ends_on, TODAY) == there


def test_few_write_down_authority():
    assert rules.can_record_authority(Standing(protects=True), decides=False, is_system=False)
    with pytest.raises(RuleBroken):
        rules.check_record_authority(WORKER, decides=False, is_system=False)


def test_every_kind_of_member_has_a_ring():
    assert set(rules.CLOSENESS.values()) <= set(rules.RINGS)


@pytest.mark.parametrize(
    ("duties", "still_sees", "taker_sees", "falls"),
    [
        (1, False, True, True),
        (0, False, True, False),
        (1, True, True, False),
        (1, False, False, False),
        (1, True, False, False),
    ],
)
def test_duties_fall_only_from_who_sees_no_more_to_who_sees(duties, still_sees, taker_sees, falls):
    assert rules.falls_to_duty(duties=duties, still_sees=still_sees, taker_sees=taker_sees) == falls
