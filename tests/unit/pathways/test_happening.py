"""Who held on each day, for how many days of another's wait, when it is too quiet, and the way as it is drawn."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from unstori.pathways.rules import happening as rules
from unstori.pathways.rules.happening import Span, Step


def day(number: int) -> date:
    return date(2026, 3, number)


HELD = [
    Step(day(1), "huw"), Step(day(3), "huw", "speech", "sent"), Step(day(5), "huw", "sleep", "sent"),
    Step(day(8), "huw", "speech", "declined"), Step(day(10), "sian"), Step(day(12), "sian", "sleep", "met"),
    Step(day(15), "sian", "sleep", "active"), Step(day(20), "huw"),
]  # fmt: skip


def test_every_day_has_a_holder_and_none_has_two():
    found = rules.spans(HELD, day(25))
    assert found == [
        Span("huw", day(1), day(9)),
        Span("sian", day(10), day(19)),
        Span("huw", day(20), day(25)),
    ]
    assert sum(span.days for span in found) == 25
    for before, after in pairwise(found):
        assert (after.first - before.last).days == 1


@pytest.mark.parametrize(
    ("number", "holder"), [(1, "huw"), (9, "huw"), (10, "sian"), (19, "sian"), (20, "huw"), (25, "huw")]
)
def test_the_holder_of_a_day_is_who_held_at_its_end(number, holder):
    assert rules.holder_on(HELD, day(number)) == holder


def test_before_the_first_day_nobody_holds_and_handed_on_twice_in_a_day_the_last_one_does():
    assert rules.holder_on(HELD, date(2026, 2, 28)) is None
    assert rules.spans([Step(day(1), "a"), Step(day(1), "b")], day(2)) == [Span("b", day(1), day(2))]
    assert rules.spans([], day(2)) == []


@pytest.mark.parametrize(
    ("elsewhere", "counted"),
    [
        # speech waits from 3 to 7, sleep from 5 to 14; each day counts once, for who held it.
        ({"huw": ["speech", "sleep"], "sian": ["speech", "sleep"]}, {"huw": 7, "sian": 5}),
        ({"huw": ["speech"], "sian": []}, {"huw": 5}),
        ({"huw": [], "sian": ["sleep"]}, {"sian": 5}),
        ({}, {}),
        ({"huw": ["nobody asked"]}, {}),
    ],
)
def test_days_held_for_the_wait_of_another_organisation(elsewhere, counted):
    assert rules.days_for_others(HELD, day(25), elsewhere=elsewhere) == counted


def test_a_wait_that_goes_on_counts_to_today_and_one_that_went_back_counts_again():
    steps = [Step(day(1), "a"), Step(day(2), "a", "x", "sent")]
    assert rules.days_for_others(steps, day(4), elsewhere={"a": ["x"]}) == {"a": 3}
    back = [*steps, Step(day(3), "a", "x", "withdrawn"), Step(day(5), "a", "x", "sent")]
    assert rules.days_for_others(back, day(6), elsewhere={"a": ["x"]}) == {"a": 3}


@pytest.mark.parametrize(
    ("last", "whom"),
    [(None, ""), (1, ""), (28, ""), (29, "holder"), (35, "holder"), (36, "manager"), (400, "manager")],
)
def test_silence_reminds_who_holds_it_and_then_who_manages(last, whom):
    today = date(2027, 6, 1)
    said = today - timedelta(last) if last is not None else None
    assert rules.silence(said, today, days=28, then=7) == whom


@pytest.mark.parametrize(
    ("states", "number"),
    [([], 0), (["drafted"], 0), (["sent"], 1), (["sent", "sent"], 1), (["declined"], 1), (["declined", "sent"], 2),
     (["declined", "redirected", "active"], 3), (["withdrawn", "sent"], 1)],
)  # fmt: skip
def test_which_service_it_is_by_now(states, number):
    assert rules.nth(states) == number


def said(places):
    return [(place.state, place.at) for place in places]


def test_the_way_is_drawn_from_where_it_was_to_where_it_goes():
    reached = [("sent", day(1)), ("accepted", day(3)), ("waiting", day(4))]
    places = rules.way("waiting", reached)
    assert said(places) == [
        ("sent", "done"), ("accepted", "done"), ("waiting", "now"), ("met", "later"), ("active", "later"),
    ]  # fmt: skip
    assert places[2].day == day(4)


def test_what_was_undone_is_drawn_once_and_a_no_ends_the_way():
    again = [
        ("sent", day(1)),
        ("accepted", day(2)),
        ("waiting", day(3)),
        ("met", day(5)),
        ("waiting", day(6)),
    ]
    assert said(rules.way("waiting", again))[:3] == [
        ("sent", "done"),
        ("accepted", "done"),
        ("waiting", "now"),
    ]
    assert said(rules.way("declined", [("sent", day(1)), ("declined", day(2))])) == [
        ("sent", "done"),
        ("declined", "now"),
    ]
    asked = [("sent", day(1)), ("asked", day(2))]
    assert said(rules.way("asked", asked)) == [
        ("sent", "done"), ("asked", "now"), ("accepted", "later"), ("waiting", "later"), ("met", "later"),
        ("active", "later"),
    ]  # fmt: skip
    assert said(rules.way("drafted", []))[0] == ("drafted", "now")
