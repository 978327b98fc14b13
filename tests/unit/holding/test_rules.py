"""Who says that nobody holds it, to whom it falls, what may be said to it: as tables."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.holding import rules

TODAY, TEAM, ME = date(2026, 11, 23), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("kind", "words", "has_row", "already", "asked", "ok"),
    [
        ("family", "Sleep", False, False, None, True),
        ("family", " ", False, False, None, False),
        ("family", "", True, False, None, True),
        ("self", "", False, False, None, True),
        ("advocate", "x", False, False, TODAY, True),
        ("family", "x", True, True, None, False),
        ("family", "x", True, False, TODAY + timedelta(1), False),
        ("worker", "x", True, False, None, False),
        ("governance", "x", True, False, None, False),
    ],
)
def test_who_may_say_it_and_with_what(kind, words, has_row, already, asked, ok):
    said = {"kind": kind, "words": words, "has_row": has_row, "already": already, "first_asked_on": asked}
    if ok:
        rules.check_press(**said, today=TODAY)
    else:
        with pytest.raises(RuleBroken):
            rules.check_press(**said, today=TODAY)


def test_it_falls_to_the_first_who_is_not_the_one_who_said_it_or_let_it_lie():
    assert rules.falls_to([("a", 1), ("b", 2), ("c", 3)], never={1}) == "b"
    assert rules.falls_to([("a", 1)], never={1}) is None and rules.falls_to([], never=()) is None


@pytest.mark.parametrize(
    ("more", "team", "owner", "on_duty", "sees"),
    [
        ({"manages": True}, TEAM, uuid4(), False, True),
        ({}, TEAM, uuid4(), True, True),
        ({}, TEAM, uuid4(), False, False),
        ({}, uuid4(), ME, False, True),
        ({"manages": True}, uuid4(), uuid4(), True, False),
        ({"manages": True, "vouched": False}, TEAM, ME, True, False),
        ({"kind": "administrator"}, TEAM, ME, True, False),
        ({"manages": True}, None, None, True, False),
    ],
)
def test_who_may_answer(more, team, owner, on_duty, sees):
    said = {"kind": "worker", "manages": False, "team_id": TEAM, "vouched": True, **more}
    by = Actor(user_id=uuid4(), capacity_id=ME, label="", user_name="", **said)
    assert rules.can_see_for_team(by, team_id=team, owner_id=owner, on_duty=on_duty) is sees


def test_an_answer_has_a_name_and_words_and_comes_once():
    rules.check_answer(state=rules.WAITING, words="On Monday", held=True)
    for state, words, held in (
        ("held", "x", True),
        ("back", "x", True),
        ("waiting", "x", False),
        ("waiting", " ", True),
    ):
        with pytest.raises(RuleBroken):
            rules.check_answer(state=state, words=words, held=held)


def test_passing_on_wants_somebody_and_a_reason():
    rules.check_pass(state=rules.WAITING, words="Not ours", there=True)
    for state, words, there in (("held", "x", True), ("waiting", "", True), ("waiting", "x", False)):
        with pytest.raises(RuleBroken):
            rules.check_pass(state=state, words=words, there=there)


@pytest.mark.parametrize(
    ("state", "mine", "again", "back"),
    [("waiting", True, False, True), ("held", True, True, True), ("back", True, False, False),
     ("held", False, False, False), ("waiting", False, False, False)],
)  # fmt: skip
def test_only_who_said_it_says_it_again_or_takes_it_back(state, mine, again, back):
    assert rules.can_say_again(state=state, mine=mine) is again
    assert rules.can_take_back(state=state, mine=mine) is back


@pytest.mark.parametrize(
    ("state", "there", "late", "escalated", "up"),
    [("waiting", True, False, False, False), ("waiting", True, True, False, True), ("waiting", True, True, True, False),
     ("waiting", False, False, False, True), ("held", True, True, False, False), ("held", False, False, False, True),
     ("back", False, True, False, False)],
)  # fmt: skip
def test_what_goes_up_by_itself(state, there, late, escalated, up):
    assert rules.goes_up(state=state, there=there, late=late, escalated=escalated) is up


def test_late_is_only_what_waits_past_its_day():
    yesterday = TODAY - timedelta(1)
    assert rules.is_late(state="waiting", due_on=yesterday, today=TODAY)
    assert not rules.is_late(state="waiting", due_on=TODAY, today=TODAY)
    assert not rules.is_late(state="held", due_on=yesterday, today=TODAY)
    assert not rules.is_late(state="waiting", due_on=None, today=TODAY)
