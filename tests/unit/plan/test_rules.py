"""The rules of a plan, as tables."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.core.errors import RuleBroken
from unstori.plan import rules
from unstori.plan.rules import Ground, View

TODAY = DAY = date(2026, 11, 22)
ONE = timedelta(days=1)
FINE = {"rater": "self", "actor_kind": "self", "going": 5, "happy": None}
OTHER = {"rater": "professional", "actor_kind": "worker"}
SEEN = Ground(basis="observed", person_present=False)
HELPED = Ground(helped_by="Mair")


def passes(check, *args, **said):
    try:
        check(*args, **said)
    except RuleBroken:
        return False
    return True


@pytest.mark.parametrize(
    ("change", "ground", "ok"),
    [
        ({}, Ground(), True),
        ({"happy": 10}, Ground(), True),
        ({"going": 0}, Ground(), False),
        ({"going": 11}, Ground(), False),
        ({"happy": 0}, Ground(), False),
        ({"actor_kind": "family"}, Ground(), False),
        ({"rater": "self_helped"}, Ground(), False),
        ({"rater": "self_helped"}, HELPED, True),
        ({"rater": "self_helped", "actor_kind": "family"}, HELPED, True),
        ({"rater": "family"}, SEEN, False),
        (OTHER, SEEN, True),
        (OTHER, Ground(person_present=True), False),
        (OTHER, Ground(basis="observed"), False),
    ],
)
def test_rating_says_whose_it_is_and_on_what_it_stands(change, ground, ok):
    if ok:
        rules.check_rating(**{**FINE, **change}, ground=ground)
    else:
        with pytest.raises(RuleBroken):
            rules.check_rating(**{**FINE, **change}, ground=ground)


def test_rating_is_never_from_a_day_to_come():
    rules.check_rated_on(TODAY, TODAY)
    with pytest.raises(RuleBroken):
        rules.check_rated_on(TODAY + timedelta(days=1), TODAY)


def test_digest_does_not_depend_on_the_order_of_keys():
    assert rules.digest_of({"a": 1, "b": "ŵ"}) == rules.digest_of({"b": "ŵ", "a": 1}) != rules.digest_of({})


@pytest.mark.parametrize(
    ("kind", "raters"),
    [
        ("self", ("self", "self_helped")),
        ("family", ("family", "self_helped")),
        ("advocate", ("advocate", "self_helped")),
        ("worker", ("professional", "self_helped")),
    ],
)
def test_raters_for_each_kind_of_actor(kind, raters):
    assert rules.raters_for(kind) == raters


def view(rater, going, days=0, name=""):
    return View(rater, name or rater, going, TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("views", "named"),
    [
        ([], []),
        ([view("professional", 9)], []),
        ([view("self", 6), view("professional", 8)], [(6, 8)]),
        ([view("self", 6), view("professional", 7)], []),
        ([view("self", 6), view("professional", 9, -9), view("professional", 7)], []),
        ([view("self", 3, -9), view("self_helped", 6), view("family", 3)], [(6, 3)]),
    ],
)
def test_differences_compare_the_newest_with_the_persons_own(views, named):
    assert [(found.own.going, found.other.going) for found in rules.differences(views)] == named


@given(
    st.lists(st.tuples(st.sampled_from(["self", "family", "professional"]), st.integers(1, 10)), max_size=12)
)
def test_difference_is_never_below_two(pairs):
    found = rules.differences([view(rater, going, n) for n, (rater, going) in enumerate(pairs)])
    assert all(abs(one.own.going - one.other.going) >= 2 for one in found)


@pytest.mark.parametrize(
    ("before", "after", "worth"), [(5, 6, False), (5, 7, True), (7, 5, True), (5, 5, False)]
)
def test_change_of_two_is_worth_noticing(before, after, worth):
    assert rules.is_worth_noticing(before, after) is worth


@pytest.mark.parametrize(
    ("verdict", "reasons", "ok"),
    [("agrees", "", True), ("in_part", " ", False), ("in_part", "x", True), ("disagrees", "", False),
     ("disagrees", "x", True), ("perhaps", "x", False)],
)  # fmt: skip
def test_reasons_are_needed_for_all_but_agreement(verdict, reasons, ok):
    if ok:
        rules.check_verdict(verdict, reasons)
    else:
        with pytest.raises(RuleBroken):
            rules.check_verdict(verdict, reasons)


STATES = ("proposed", "agreed", "waiting", "started", "stopped")
MOVES = {("proposed", "agreed"), ("proposed", "waiting"), ("proposed", "started"), ("proposed", "stopped"),
         ("agreed", "waiting"), ("agreed", "started"), ("agreed", "stopped"), ("waiting", "started"),
         ("waiting", "stopped"), ("started", "waiting"), ("started", "stopped")}  # fmt: skip


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_support_moves(before, after):
    assert rules.can_support_move(before, after) is ((before, after) in MOVES)
    if (before, after) in MOVES:
        rules.check_support_move(before, after)
    else:
        with pytest.raises(RuleBroken):
            rules.check_support_move(before, after)


def test_strengths_and_community_come_before_services():
    order = ["service", "community", "strength", "family"]
    assert [one["comes_from"] for one in rules.strengths_first([{"comes_from": o} for o in order])] == [
        "strength", "family", "community", "service"]  # fmt: skip


@pytest.mark.parametrize(("has", "why", "open_"), [(False, "", True), (True, "", False), (False, "x", False)])
def test_need_is_open_until_outcome_or_reason(has, why, open_):
    assert rules.is_open_need(has_outcome=has, why_not=why) is open_


def test_no_outcome_needs_a_reason():
    rules.check_no_outcome("met by school")
    with pytest.raises(RuleBroken):
        rules.check_no_outcome("  ")


@pytest.mark.parametrize(
    ("days", "held", "state"),
    [(-1, True, "held"), (-1, False, "overdue"), (0, False, "due"), (30, False, "due"), (31, False, "later")],
)
def test_review_state(days, held, state):
    assert rules.review_state(TODAY + timedelta(days=days), held, TODAY) == state


@pytest.mark.parametrize(
    ("conclusion", "answers", "days", "ok"),
    [
        ("confirmed", ["good"], 90, True),
        ("confirmed", ["good"], None, False),
        ("confirmed", ["good"], 0, False),
        ("closed", ["good"], None, True),
        ("revised", [" "], 90, False),
        ("", ["good"], 90, False),
    ],
)
def test_review_ends_with_a_conclusion_a_view_and_a_next_day(conclusion, answers, days, ok):
    next_on = None if days is None else TODAY + timedelta(days=days)
    if ok:
        rules.check_review(conclusion=conclusion, answers=answers, next_on=next_on, today=TODAY)
    else:
        with pytest.raises(RuleBroken):
            rules.check_review(conclusion=conclusion, answers=answers, next_on=next_on, today=TODAY)


@pytest.mark.parametrize(
    ("used", "seen", "sources", "withheld", "whole"),
    [
        (["health"], ["health", "care"], [], [], True),
        (["health", "care"], ["health"], [], [], False),
        (["health"], ["health"], ["a"], ["b"], True),
        (["health"], ["health"], ["a"], ["a"], False),
        ([], [], [], [], True),
    ],
)
def test_document_opens_whole_or_not_at_all(used, seen, sources, withheld, whole):
    assert (
        rules.opens_whole(sections_used=used, sections_seen=seen, sources=sources, withheld=withheld) is whole
    )


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [(None, None, True), (DAY, None, True), (None, DAY, True), (DAY, DAY, True), (DAY, DAY - ONE, False)],
)
def test_nothing_ends_before_it_starts(starts, ends, holds):
    assert passes(rules.check_span, starts, ends) == holds
    assert passes(rules.check_new_support, status="started", starts_on=starts, ends_on=ends) == holds


@pytest.mark.parametrize(("status", "holds"), [("proposed", True), ("started", True), ("gone", False)])
def test_a_support_enters_the_plan_where_it_stands(status, holds):
    assert passes(rules.check_new_support, status=status, starts_on=None, ends_on=None) == holds


@pytest.mark.parametrize(
    ("amount", "every", "needs", "ends", "holds"),
    [
        ("120.50", "week", 1, None, True),
        ("0", "week", 1, None, False),
        ("-1", "week", 1, None, False),
        ("1", "hour", 1, None, False),
        ("1", "once", 0, None, False),
        ("1", "once", 2, DAY - ONE, False),
    ],
)
def test_a_direct_payment_says_needs_amount_and_frequency(amount, every, needs, ends, holds):
    said = {"amount": Decimal(amount), "every": every, "needs": needs, "starts_on": DAY, "ends_on": ends}
    assert passes(rules.check_payment, **said) == holds


@pytest.mark.parametrize(
    ("is_self", "may_add", "may"),
    [(True, False, True), (True, True, True), (False, True, True), (False, False, False)],
)
def test_the_person_says_how_it_is_going_even_where_others_decide(is_self, may_add, may):
    assert rules.can_rate(is_self=is_self, may_add=may_add) == may


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("worker", True), ("system", True), ("person", False), ("related", False), ("advocate", False)],
)
def test_only_workers_write_enquiries(kind, holds):
    assert rules.can_write_enquiry(kind=kind) == passes(rules.check_write_enquiry, kind=kind) == holds


@pytest.mark.parametrize(
    ("began", "concluded", "words", "holds"),
    [
        (DAY, None, "", True),
        (DAY, DAY, "Safe now", True),
        (DAY, DAY, " ", False),
        (DAY, None, "Safe now", False),
        (DAY, DAY - ONE, "Safe now", False),
        (DAY + ONE, None, "", False),
        (DAY, DAY + ONE, "Safe now", False),
    ],
)
def test_an_enquiry_concludes_with_a_day_and_words(began, concluded, words, holds):
    said = {"began_on": began, "concluded_on": concluded, "conclusion": words, "today": DAY}
    assert passes(rules.check_enquiry, **said) == holds


def test_a_conclusion_is_written_once():
    assert passes(rules.check_conclusion, already=False) and not passes(rules.check_conclusion, already=True)


@pytest.mark.parametrize(
    ("conclusion", "why", "met", "not_rated", "holds"),
    [
        ("closed", "Done", "By school", 0, True),
        ("closed", "", "By school", 0, False),
        ("closed", "Done", " ", 0, False),
        ("closed", "Done", "By school", 1, False),
        ("revised", "", "", 3, True),
    ],
)
def test_a_plan_closes_with_its_statement(conclusion, why, met, not_rated, holds):
    said = {"conclusion": conclusion, "why": why, "met_otherwise": met, "not_rated": not_rated}
    assert passes(rules.check_closing, **said) == holds
