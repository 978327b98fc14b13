"""Who sees a concern, what can be done with it when, and to whom it falls."""

from datetime import UTC, date, datetime, time
from itertools import product

import pytest

from unstori.core.errors import RuleBroken
from unstori.safeguarding import rules
from unstori.safeguarding.rules import ACCEPTED, DECIDED, TOLD, WAITING, WITH_RAISER, Reader

STATES = (WITH_RAISER, TOLD, WAITING, ACCEPTED, DECIDED)


@pytest.mark.parametrize("row", list(product([True, False], repeat=5)))
def test_who_sees_what(row):
    raised, works, in_team, is_source, kept = row
    seen = rules.sees(Reader(raised, works, in_team, is_source, kept))
    if works and in_team and not is_source and not kept:
        assert seen == rules.ALL
    else:
        assert seen == (rules.OWN if raised else rules.NOTHING)


CAN = {
    "accept": {WAITING}, "decide": {ACCEPTED, DECIDED}, "share": {WAITING, ACCEPTED, DECIDED},
    "give": {WAITING, ACCEPTED}, "pass": {WAITING, ACCEPTED}, "say": {ACCEPTED, DECIDED}, "tell": {ACCEPTED, DECIDED},
}  # fmt: skip


@pytest.mark.parametrize("step", rules.STEPS)
@pytest.mark.parametrize("state", STATES)
def test_what_can_be_done_when(step, state):
    assert rules.can_step(step, state) == (state in CAN[step])
    if state not in CAN[step]:
        with pytest.raises(RuleBroken):
            rules.check_step(step, state)


@pytest.mark.parametrize(
    "kind, heard, about, told, why, ok",
    [
        ("worker", "He fell", "Geth", True, "", True),
        ("worker", "He fell", "Geth", False, "It is dangerous", True),
        ("worker", "He fell", "Geth", False, " ", False),
        ("family", "He fell", "Geth", False, "", True),
        ("self", "He fell", "Geth", False, "", True),
        ("worker", " ", "Geth", True, "", False),
        ("worker", "He fell", " ", True, "", False),
        ("system", "He fell", "Geth", True, "", False),
    ],
)
def test_raising(kind, heard, about, told, why, ok):
    said = {"kind": kind, "heard": heard, "known_as": about, "family_told": told, "why_not": why}
    if ok:
        rules.check_raise(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_raise(**said)


@pytest.mark.parametrize(
    "outcome, why, instead, ok",
    [
        ("none", "w", "i", True), ("none", "w", "", False), ("none", "", "i", False), ("strategy", "w", "", True),
        ("other", "w", "i", False),
    ],
)  # fmt: skip
def test_never_a_bare_no(outcome, why, instead, ok):
    said = {"outcome": outcome, "offered": ["none", "strategy"], "why": why, "instead": instead}
    if ok:
        rules.check_decision(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_decision(**said)


@pytest.mark.parametrize(
    "on_duty, managers, sources, falls",
    [
        (("a", 1), [("m", 2)], {9}, ("a", False)),
        (("a", 1), [("m", 2)], {1}, ("m", True)),
        (None, [("m", 2)], set(), ("m", True)),
        (None, [("m", 2), ("n", 3)], {2}, ("n", True)),
        (("a", 1), [("m", 2)], {1, 2}, (None, True)),
        (None, [], set(), (None, True)),
    ],
)
def test_it_falls_to_somebody_fit_by_name(on_duty, managers, sources, falls):
    assert rules.falls_to(on_duty=on_duty, managers=managers, sources=frozenset(sources)) == falls


@pytest.mark.parametrize(
    "born, kind",
    [(None, ""), (date(2008, 11, 22), "adult"), (date(2008, 11, 23), "child"), (date(2017, 1, 1), "child")],
)
def test_child_or_adult(born, kind):
    assert rules.about(born, date(2026, 11, 22), 18) == kind


@pytest.mark.parametrize(
    "clock, day, is_open",
    [((8, 29), True, False), ((8, 30), True, True), ((17, 0), True, False), ((12, 0), False, False)],
)
def test_the_team_of_the_day(clock, day, is_open):
    moment = datetime(2026, 11, 23, *clock, tzinfo=UTC)
    assert rules.is_open(moment, working_day=day, opens=time(8, 30), closes=time(17)) == is_open


@pytest.mark.parametrize("state", STATES)
def test_only_what_waits_is_late(state):
    late = rules.is_late(due_on=date(2026, 11, 20), state=state, today=date(2026, 11, 22))
    assert late == (state in (WAITING, ACCEPTED))
    assert not rules.is_late(due_on=None, state=state, today=date(2026, 11, 22))


@pytest.mark.parametrize("state", STATES)
def test_told_by_phone_once_and_disagreeing_where_a_team_has_it(state):
    assert rules.can_escalate(state) == (state in (WAITING, ACCEPTED, DECIDED))
    if state == WITH_RAISER:
        rules.check_told(state, "Siân")
        with pytest.raises(RuleBroken):
            rules.check_told(state, " ")
    else:
        with pytest.raises(RuleBroken):
            rules.check_told(state, "Siân")


@pytest.mark.parametrize(
    "to, what, why, told, why_not, ok",
    [
        ("Police", "w", "y", True, "", True), ("Police", "w", "y", False, "n", True), ("Police", "w", "y", False, "", False),
        ("", "w", "y", True, "", False), ("Police", "", "y", True, "", False), ("Police", "w", "", True, "", False),
    ],
)  # fmt: skip
def test_sharing_says_what_why_and_whether_the_family_knows(to, what, why, told, why_not, ok):
    said = {"to": to, "what": what, "why": why, "family_told": told, "why_not": why_not}
    if ok:
        rules.check_share(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_share(**said)


@pytest.mark.parametrize(
    ("said", "name", "same"),
    [
        ("Rhys", "Rhys Jones", True),
        ("his stepdad Rhys", "Rhys Jones", True),
        ("SION", "Siôn ap Huw", True),
        ("Sïan-Mai", "Mai Rees", True),
        ("Rhys Ifan", "Rhys Jones", True),
        ("An uncle", "Rhys Jones", False),
        ("Mrs Patel", "Mrs Wyn", False),
        ("Jo", "Jo Rees", False),
        ("", "Rhys Jones", False),
    ],
)
def test_one_name_in_common_could_be_them(said, name, same):
    assert rules.could_be(said, name) == same
