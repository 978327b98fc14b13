"""What a transition's steps ask for, which gaps there would be, and how a way back holds: as tables."""

from datetime import date, timedelta

import pytest

from unstori.core.errors import RuleBroken
from unstori.pathways.rules import transitions as rules
from unstori.pathways.rules import waysback
from unstori.pathways.rules.transitions import Access

DAY, TODAY = date(2027, 6, 1), date(2026, 11, 22)
BOTH = frozenset({"health", "care"})


def held(ends, sections=BOTH, begins=date(2020, 1, 1), holder="mam"):
    return Access(holder, sections, begins, ends)


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        ([held(None)], {}),
        ([held(DAY)], {"mam": (BOTH, DAY)}),  # the last day was the day before
        ([held(DAY + timedelta(1))], {}),
        ([held(DAY - timedelta(30))], {"mam": (BOTH, DAY - timedelta(30))}),
        ([held(date(2026, 11, 1))], {}),  # long before: no gap of this day
        ([held(DAY), held(None, begins=DAY)], {}),  # given anew from that day on
        ([held(DAY), held(None, begins=DAY + timedelta(1))], {"mam": (BOTH, DAY)}),  # a day without
        ([held(DAY), held(None, frozenset({"care"}))], {"mam": (frozenset({"health"}), DAY)}),
        ([held(DAY), held(None, holder="nain")], {"mam": (BOTH, DAY)}),
    ],
)
def test_who_would_see_less_on_the_day(rows, lost):
    assert rules.access_lost(rows, DAY) == lost


@pytest.mark.parametrize(
    ("ends_on", "most", "age", "why"),
    [
        (None, None, 18, ""),
        (DAY, None, 18, "ends"),
        (DAY + timedelta(1), None, 18, ""),
        (date(2026, 1, 1), None, 18, ""),
        (None, 17, 18, "age"),
        (None, 18, 18, "edge"),
        (None, 25, 18, ""),
        (None, 17, None, ""),  # who may not know the age is told nothing of it
    ],
)
def test_whether_a_support_would_be_there(ends_on, most, age, why):
    assert rules.support_ends(ends_on=ends_on, most_age=most, age_then=age, day=DAY) == why


@pytest.mark.parametrize(
    ("months", "today", "due"),
    [
        (3, TODAY, date(2027, 3, 1)),
        (12, TODAY, TODAY + timedelta(14)),  # late begun: two weeks from now, never in the past
        (12, date(2027, 5, 28), DAY),  # and never after the day
        (0, TODAY, DAY),
        (0, date(2027, 7, 1), date(2027, 7, 1)),
    ],
)
def test_by_when_it_should_be_done(months, today, due):
    assert rules.due_on(DAY, months, today) == due


@pytest.mark.parametrize(
    ("state", "to", "why", "gaps", "undone", "ok"),
    [
        ("open", "done", "", 0, 0, True),
        ("open", "done", "", 1, 0, False),
        ("open", "done", "", 0, 1, False),
        ("open", "done", "She has it all.", 1, 1, True),
        ("open", "off", "", 0, 0, False),
        ("open", "off", "We move.", 0, 3, True),
        ("open", "open", "x", 0, 0, False),
        ("done", "off", "x", 0, 0, False),
    ],
)
def test_it_ends_prepared_or_for_a_reason(state, to, why, gaps, undone, ok):
    said = {"state": state, "to": to, "why": why, "gaps": gaps, "undone": undone}
    if ok:
        rules.check_end(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_end(**said)


@pytest.mark.parametrize(
    ("until", "used", "taken", "ended", "state"),
    [
        (TODAY, False, False, False, "open"),  # through its last day
        (TODAY - timedelta(1), False, False, False, "over"),
        (TODAY - timedelta(1), True, False, False, "used"),  # what was used stays used
        (TODAY, True, True, False, "taken"),
        (TODAY, False, False, True, "ended"),
    ],
)
def test_how_long_a_way_back_holds(until, used, taken, ended, state):
    assert waysback.state_of(until=until, used=used, taken=taken, ended=ended, today=TODAY) == state


@pytest.mark.parametrize(
    ("kind", "vouched", "gives"), [("worker", True, True), ("worker", False, False), ("family", True, False), ("self", True, False)]
)  # fmt: skip
def test_a_way_back_is_given_by_those_who_give_the_help(kind, vouched, gives):
    assert waysback.can_give(kind=kind, vouched=vouched) is gives
    assert waysback.can_use(state="open", kind=kind)
