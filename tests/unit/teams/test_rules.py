"""Who manages whom, who can be away, and what can be taken back: as tables."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.teams import rules

TEAM, OTHER, ME = uuid4(), uuid4(), uuid4()


def actor(**more) -> Actor:
    said = {"kind": "worker", "manages": True, "team_id": TEAM, "vouched": True, **more}
    return Actor(user_id=uuid4(), capacity_id=ME, label="", user_name="", **said)


@pytest.mark.parametrize(
    ("more", "can"),
    [({}, True), ({"manages": False}, False), ({"vouched": False}, False), ({"team_id": None}, False),
     ({"kind": "administrator"}, False), ({"kind": "governance"}, False), ({"role": "team_manager", "manages": False}, False)],
)  # fmt: skip
def test_who_manages_is_said_by_the_capacity_never_by_a_role(more, can):
    assert rules.can_manage(actor(**more)) is can
    assert rules.can_manage_one(actor(**more), team_id=TEAM) is can
    assert not rules.can_manage_one(actor(**more), team_id=OTHER)


@pytest.mark.parametrize(
    ("own", "manages", "team", "can"),
    [
        (True, False, OTHER, True),
        (False, True, TEAM, True),
        (False, False, TEAM, False),
        (False, True, OTHER, False),
    ],
)
def test_who_says_that_somebody_is_away(own, manages, team, can):
    by, whose = actor(manages=manages), ME if own else uuid4()
    assert rules.can_say_away(by, capacity_id=whose, team_id=team) is can


def day(number):
    return date(2026, 11, number) if number else None


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [((1, 5), (5, 9), True), ((1, 4), (5, 9), False), ((6, None), (1, 5), False), ((5, None), (1, 5), True),
     ((1, 2), (9, None), False), ((9, 9), (1, None), True)],
)  # fmt: skip
def test_two_times_away_that_share_a_day(one, other, shares):
    first, second = tuple(map(day, one)), tuple(map(day, other))
    assert rules.overlaps(*first, *second) is shares is rules.overlaps(*second, *first)


@pytest.mark.parametrize(
    ("state", "moved", "theirs", "key_moved", "still_key", "can"),
    [("waiting", [], [], False, False, True), ("asked", [], [], False, False, True),
     ("done", [1, 2], [1, 2, 3], False, False, True), ("done", [1, 2], [1], False, False, False),
     ("done", [], [], True, True, True), ("done", [], [], True, False, False),
     ("undone", [], [], False, False, False), ("stays", [], [], False, False, False)],
)  # fmt: skip
def test_what_can_be_taken_back(state, moved, theirs, key_moved, still_key, can):
    said = {"state": state, "moved": set(moved), "still_theirs": set(theirs)}
    assert rules.can_take_back(**said, key_moved=key_moved, still_key=still_key) is can


def place(**more):
    return SimpleNamespace(**{"manages": False, "vouched": True, "team_id": TEAM, "user_id": uuid4(), **more})


@pytest.mark.parametrize(
    ("manager", "worker", "can"),
    [({"manages": True}, {}, True), ({}, {}, False), ({"manages": True, "team_id": OTHER}, {}, False),
     ({"manages": True, "vouched": False}, {}, False), ({"manages": True, "user_id": 1}, {"user_id": 1}, False)],
)  # fmt: skip
def test_who_has_supervision_with_whom(manager, worker, can):
    assert rules.can_supervise(manager=place(**manager), worker=place(**worker)) is can


def test_sorted_and_narrowed_as_it_was_asked_for():
    lines = [SimpleNamespace(numbers={"late": n, "quiet": 0}, away=None) for n in (0, 3, 1)]
    assert [line.numbers["late"] for line in rules.arranged(lines, sort="late", show="all")] == [3, 1, 0]
    assert [line.numbers["late"] for line in rules.arranged(lines, sort="name", show="late")] == [3, 1]
    assert rules.arranged(lines, sort="late", show="away") == []


def test_reasons_are_given():
    with pytest.raises(RuleBroken, match="not let this colleague in"):
        rules.check_asked(asked=False)
    with pytest.raises(RuleBroken, match="not in this circle"):
        rules.check_in_circle(is_there=False)
