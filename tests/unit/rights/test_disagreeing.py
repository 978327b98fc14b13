"""Who may do what in a disagreement, and what goes on meanwhile."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from unstori.core.errors import RuleBroken
from unstori.rights import rules
from unstori.rights.rules import Thread

DAY = date(2026, 11, 23)
MINE = Thread(is_open=True, answered=False, mine=True, owned=False)
OWNED = Thread(is_open=True, answered=False, mine=False, owned=True, professional=True)
COLLEAGUE = Thread(is_open=True, answered=False, mine=False, owned=False, same_place=True, professional=True)
ELSEWHERE = Thread(is_open=True, answered=False, mine=False, owned=False, professional=True)
NAIN = Thread(is_open=True, answered=False, mine=False, owned=False)


def says_no(check, *args, **more) -> bool:
    try:
        check(*args, **more)
    except RuleBroken:
        return True
    return False


@pytest.mark.parametrize(
    ("who", "answers", "adds", "closes", "hands_over"),
    [
        (MINE, False, True, True, False),
        (OWNED, True, False, False, True),
        (COLLEAGUE, True, False, False, True),
        (ELSEWHERE, False, False, False, False),
        (NAIN, False, True, False, False),
        (replace(MINE, has_owner=False), False, True, True, True),
        (replace(ELSEWHERE, has_owner=False), False, False, False, True),
        (replace(NAIN, has_owner=False), False, True, False, False),
        # who raised it never answers it, not even as its owner
        (replace(MINE, owned=True, professional=True), False, True, True, False),
    ],
)
def test_who_may_do_what(who, answers, adds, closes, hands_over):
    assert rules.can_answer(who) is answers
    assert rules.can_add(who) is adds
    assert rules.can_close(who) is closes
    assert rules.can_hand_over(who) is hands_over
    assert says_no(rules.check_answer, who, "x") is not answers
    assert says_no(rules.check_say_more, who, "x") is not adds
    assert says_no(rules.check_close, who, state="settled", words="x") is not closes
    assert says_no(rules.check_hand_over, who) is not hands_over


@pytest.mark.parametrize("who", [MINE, OWNED, COLLEAGUE, NAIN])
def test_a_closed_thread_stays_as_it_is(who):
    closed = replace(who, is_open=False)
    assert says_no(rules.check_answer, closed, "x") and says_no(rules.check_say_more, closed, "x")
    assert says_no(rules.check_close, closed, state="settled", words="x") and says_no(
        rules.check_hand_over, closed
    )
    assert says_no(rules.check_move, closed, step={"id": "b", "may": ["self"]}, now="a", kind="self")


def test_settled_says_what_came_of_it_and_taking_back_needs_no_reason():
    assert says_no(rules.check_close, MINE, state="settled", words=" ")
    rules.check_close(MINE, state="withdrawn", words="")


@pytest.mark.parametrize("kind", ["self", "family", "advocate", "worker", "governance"])
def test_who_takes_which_step(kind):
    concern = {"id": "concern", "may": ["self", "family", "advocate", "worker"]}
    tribunal = {"id": "tribunal", "may": ["self", "family", "advocate"]}
    assert rules.can_take_step(concern, kind) is (kind != "governance")
    assert rules.can_take_step(tribunal, kind) is (kind not in ("worker", "governance"))
    assert says_no(rules.check_move, MINE, step=tribunal, now="concern", kind=kind) is (
        kind in ("worker", "governance")
    )


def test_moving_is_for_who_disagrees_and_to_another_step():
    step = {"id": "complaint", "may": ["family"]}
    rules.check_move(MINE, step=step, now="concern", kind="family")
    assert says_no(rules.check_move, OWNED, step=step, now="concern", kind="family")
    assert says_no(rules.check_move, MINE, step=step, now="complaint", kind="family")
    assert says_no(rules.check_move, MINE, step=None, now="complaint", kind="family")


@pytest.mark.parametrize(
    ("is_open", "answered", "days"), list(product([True, False], [True, False], [-1, 0, 1, None]))
)
def test_late_is_open_unanswered_and_past_its_day(is_open, answered, days):
    due = None if days is None else DAY + timedelta(days)
    late = rules.is_late(due_on=due, answered=answered, is_open=is_open, today=DAY)
    assert late is (is_open and not answered and days == -1)


@pytest.mark.parametrize(
    ("about", "about_part", "about_section", "holds"),
    [
        ("swim", True, "care", True),  # about this very thing
        ("swim", True, "money", True),
        ("other", True, "care", False),  # about another part of the plan
        (None, False, "care", True),  # about a decision in the same section
        ("determination", False, "care", True),
        ("plan", False, "what_matters", True),  # about the plan as a whole
        ("letter", False, "learning", False),
    ],
)
def test_what_is_held_meanwhile(about, about_part, about_section, holds):
    held = rules.holds_support(
        row_id="swim", section="care", about=about, about_part=about_part, about_section=about_section
    )
    assert held is holds


@pytest.mark.parametrize(
    ("held", "decides", "no"),
    [
        ([], False, False),
        ([], True, False),
        ([False], False, False),
        ([False, True], False, True),
        ([True], True, False),
    ],
)
def test_nobody_stops_what_was_agreed_but_who_decides(held, decides, no):
    assert says_no(rules.check_may_stop, held=held, decides=decides) is no


def test_what_must_be_said():
    assert says_no(rules.check_disagree, " ")
    assert says_no(rules.check_about, has_row=False, about="")
    assert says_no(rules.check_dates, day=DAY + timedelta(1), today=DAY)
    assert says_no(rules.check_certificate, OWNED, day=DAY, today=DAY)
    assert says_no(rules.check_certificate, MINE, day=DAY + timedelta(1), today=DAY)
    rules.check_about(has_row=True, about="")
    rules.check_about(has_row=False, about="Their letter")
    rules.check_dates(day=None, today=DAY)
