"""The table of steps: every state, every step, whoever tries."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from unstori.core.errors import RuleBroken
from unstori.pathways.rules import requests as rules

ALL = (*rules.MOVES, *rules.STAYS)


def test_every_state_is_reached_and_left():
    reached = {rules.DRAFTED} | {move.leads for move in rules.MOVES.values()}
    assert reached == set(rules.STATES)
    for state in rules.STATES:
        ways = {id for id in rules.MOVES if rules.can_move(id, state)}
        assert ways if state not in rules.OVER else ways <= {"reconsider"}


def test_what_is_over_has_no_step_but_a_no_that_is_taken_back():
    for state, id in product(rules.OVER, ALL):
        # and a meeting to find a way forward, which is answered, or taken back
        assert rules.can_move(id, state) == (
            state == "declined" and id in ("reconsider", "answer", "unoffer")
        )


def test_a_no_and_a_redirect_come_only_before_it_has_started():
    for id in ("decline", "redirect"):
        assert {state for state in rules.STATES if rules.can_move(id, state)} == {
            "sent", "received", "asked", "accepted", "waiting",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("id", "whose", "here", "may"),
    [
        ("accept", {"service"}, True, True),
        ("accept", {"circle"}, True, False),
        ("accept", {"family"}, True, False),
        ("accept", {"circle"}, False, True),
        ("accept", {"family"}, False, False),
        ("confirm", {"family"}, True, True),
        ("confirm", {"circle"}, True, False),
        ("confirm", {"service"}, True, False),
        ("see", {"circle"}, True, True),
        ("see", {"service"}, True, False),
        ("withdraw", {"family"}, True, True),
        ("withdraw", {"circle"}, True, True),
        ("withdraw", {"service"}, True, False),
        ("tell", {"family"}, True, True),
        ("contact", {"circle"}, True, True),
        ("contact", {"family"}, True, False),
        ("decline", {"circle"}, True, False),
        ("decline", {"circle"}, False, True),
        ("not_yet", {"family"}, True, True),
        ("not_yet", {"circle", "service"}, True, False),
        ("accept", set(), True, False),
    ],
)
def test_each_step_is_somebodys(id: str, whose: set[str], here: bool, may: bool):
    begins = rules.STAYS.get(id) or rules.MOVES[id].begins
    for state in begins:
        if may:
            rules.check_move(id, state=state, whose=whose, here=here)
        else:
            with pytest.raises(RuleBroken):
                rules.check_move(id, state=state, whose=whose, here=here)


@pytest.mark.parametrize(
    ("decides", "granted", "agreed", "expected"),
    [
        (True, set(), False, {"health", "care"}),
        (False, set(), False, set()),
        (False, {"health", "learning"}, False, {"health"}),
        (False, set(), True, {"health", "care"}),
    ],
)
def test_what_may_go_along(decides: bool, granted: set[str], agreed: bool, expected: set[str]):
    seen = {"health", "care", "private_to_me"}
    assert rules.sendable(seen=seen, decides=decides, granted=granted, agreed=agreed) == expected


def test_who_was_second_is_told():
    rules.check_version(seen=None, now=3)
    rules.check_version(seen=3, now=3)
    with pytest.raises(RuleBroken, match="quicker"):
        rules.check_version(seen=2, now=3)


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2026, 3, 1), True),
        (date(2026, 3, 9), True),
        (date(2026, 2, 28), False),
        (date(2026, 3, 10), False),
    ],
)
def test_a_day_lies_between_asking_and_today(day: date, may: bool):
    given = {"since": date(2026, 3, 1), "today": date(2026, 3, 9)}
    if may:
        rules.check_day(day, **given)
    else:
        with pytest.raises(RuleBroken):
            rules.check_day(day, **given)


def test_the_drawing_has_every_step():
    drawn = list(rules.drawing())
    arrows = sum(len(move.begins) for move in rules.MOVES.values())
    assert len(drawn) == 2 + arrows + len(rules.OVER)


def test_the_drawing_in_the_documents_is_current():
    written = (Path(__file__).resolve().parents[3] / "docs" / "requests.md").read_text()
    assert "```mermaid\n" + "\n".join(rules.drawing()) + "\n```" in written
