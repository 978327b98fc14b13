"""Every clock of the law as a truth table: from a first day to the day of each step. Numbers are the statutes'."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.core.definitions import BadDefinition
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue
from unstori.pathways.rules import Claim, Instance, Period, Step, run

D = date.fromisoformat
IDS = [one.id for one in catalogue.clocks()]
DAYS = st.dates(date(2022, 1, 1), date(2040, 12, 31))


def tried(id, start, *, on=None, born=None, known=None, done=None, claims=()):
    clock = catalogue.newest(id)
    instance = Instance(
        D(start), {name: D(day) for name, day in (known or {}).items()},
        {name: D(day) for name, day in (done or {}).items()},
        tuple(Claim(code, D(first), D(last)) for code, first, last in claims), D(born) if born else None,
    )  # fmt: skip
    return run(clock, instance, catalogue.calendar(clock.jurisdiction), D(on or start))


def days(made):
    return {now.step.id: now.counted.due.isoformat() for now in made.steps if now.counted}


def step(made, id):
    return next(now for now in made.steps if now.step.id == id)


@pytest.mark.parametrize(
    ("id", "start", "more", "expected"),
    [
        ("ehc-assessment", "2026-11-02", {}, {"decide": "2026-12-14", "no_plan": "2027-02-22", "final": "2027-03-22"}),
        ("ehc-assessment", "2026-09-01", {}, {"decide": "2026-10-13", "no_plan": "2026-12-22", "final": "2027-01-19"}),
        ("ehc-assessment", "2024-02-29", {}, {"decide": "2024-04-11", "no_plan": "2024-06-20", "final": "2024-07-18"}),
        ("ehc-assessment", "2023-12-31", {}, {"decide": "2024-02-11", "no_plan": "2024-04-21", "final": "2024-05-19"}),
        ("ehc-assessment", "2026-11-02", {"known": {"advice_asked": "2026-12-14"}},
         {"decide": "2026-12-14", "advice": "2027-01-25", "no_plan": "2027-02-22", "final": "2027-03-22"}),
        ("ehc-assessment", "2026-11-02", {"done": {"draft": "2027-03-01"}, "on": "2027-03-02"},
         {"decide": "2026-12-14", "no_plan": "2027-02-22", "comments": "2027-03-15", "final": "2027-03-22"}),
        ("ehc-advice", "2026-12-14", {}, {"advice": "2027-01-25"}),
        ("ehc-review", "2027-01-13", {},
         {"invite": "2026-12-30", "papers": "2026-12-30", "report": "2027-01-27", "decide": "2027-02-10",
          "comments": "2027-02-24", "final": "2027-04-07"}),
        ("ehc-review", "2027-01-13", {"done": {"decide": "2027-01-27"}, "on": "2027-01-28"},  # 8 weeks from sending
         {"invite": "2026-12-30", "papers": "2026-12-30", "report": "2027-01-27", "decide": "2027-02-10",
          "comments": "2027-02-10", "final": "2027-03-24"}),
        ("ehc-review", "2027-01-13", {"done": {"decide": "2027-03-17"}, "on": "2027-03-18"},  # never beyond 12
         {"invite": "2026-12-30", "papers": "2026-12-30", "report": "2027-01-27", "decide": "2027-02-10",
          "comments": "2027-03-31", "final": "2027-04-07"}),
        ("ehc-review-due", "2026-11-02", {}, {"review": "2027-11-01"}),
        ("ehc-review-due", "2024-02-29", {}, {"review": "2025-02-28"}),
        ("ehc-phase-school", "2027-09-01", {}, {"named": "2027-02-15"}),
        ("ehc-phase-post-16", "2027-09-01", {}, {"named": "2027-03-31"}),
        ("ehc-phase-between-post-16", "2027-09-01", {}, {"named": "2027-04-01"}),
        ("ehc-phase-between-post-16", "2027-01-11", {}, {"named": "2026-08-11"}),
        ("ehc-reassessment", "2026-11-02", {}, {"decide": "2026-11-17", "final": "2027-02-23"}),
        ("ehc-reassessment", "2026-11-02", {"done": {"decide": "2026-11-09"}, "on": "2026-11-10"},
         {"decide": "2026-11-17", "final": "2027-02-15"}),
        ("ehc-move", "2026-11-02", {}, {"transfer": "2026-11-02", "say": "2026-12-14", "review": "2027-02-01"}),
        ("ehc-move", "2026-11-02", {"known": {"aware": "2026-09-01", "last_review": "2026-03-02"}},
         {"transfer": "2026-11-02", "say": "2026-12-14", "review": "2027-03-01"}),
        ("ehc-move", "2026-11-02", {"known": {"aware": "2026-11-02", "last_review": "2026-01-05"}},  # learnt that day
         {"transfer": "2026-11-20", "say": "2027-01-01", "review": "2027-02-19"}),
        ("ehc-move", "2026-11-02", {"known": {"aware": "2026-10-13"}},  # 15 working days: 13 October is the first
         {"transfer": "2026-11-02", "say": "2026-12-14", "review": "2027-02-01"}),
        ("ehc-move", "2026-11-02", {"known": {"aware": "2026-10-14"}},
         {"transfer": "2026-11-03", "say": "2026-12-15", "review": "2027-02-02"}),
        ("ehc-appeal", "2026-12-31", {}, {"adviser": "2027-02-28", "appeal": "2027-02-28"}),
        ("ehc-appeal", "2026-11-02", {"known": {"certificate": "2026-11-10"}},
         {"adviser": "2027-01-02", "appeal": "2027-01-02"}),
        ("ehc-appeal", "2026-11-02", {"known": {"certificate": "2026-12-20", "mediation_asked": "2026-11-20"}},
         {"adviser": "2027-01-02", "mediation": "2026-12-20", "appeal": "2027-01-20"}),
        ("care-act-move", "2026-11-02", {}, {"assess": "2026-11-02", "keep": "2026-11-02"}),
        ("ehc-reassessment", "2024-02-29", {}, {"decide": "2024-03-15", "final": "2024-06-21"}),
        ("ehc-review", "2028-02-29", {},  # a leap day; the last of the 12 weeks lies before Whitsun
         {"invite": "2028-02-15", "papers": "2028-02-15", "report": "2028-03-14", "decide": "2028-03-28",
          "comments": "2028-04-11", "final": "2028-05-23"}),
        ("ehc-advice", "2026-07-20", {}, {"advice": "2026-08-31"}),  # over August, on a bank holiday
        ("ehc-phase-school", "2028-09-01", {}, {"named": "2028-02-15"}),
        ("ehc-phase-post-16", "2029-09-03", {}, {"named": "2029-03-31"}),  # Easter Saturday stays
        ("ehc-phase-between-post-16", "2028-07-31", {}, {"named": "2028-02-29"}),
        ("ehc-move", "2026-03-20", {"known": {"aware": "2026-03-20"}},  # over Easter: 3 and 6 April are none
         {"transfer": "2026-04-13", "say": "2026-05-25", "review": "2026-07-12"}),
        ("idp-nhs", "2026-07-06", {}, {"reply": "2026-08-17"}),
        ("idp-authority", "2026-02-07", {}, {"plan": "2026-05-02"}),  # from a Saturday to one
        ("idp-reconsideration", "2024-02-29", {}, {"decide": "2024-04-18"}),
        ("idp-review", "2024-02-29", {}, {"review": "2025-02-28"}),
        ("idp-school", "2026-08-03", {}, {"plan": "2026-10-19"}),  # 1 September is the first school day
        ("idp-school", "2025-12-19", {}, {"plan": "2026-02-27"}),  # over Christmas and half term
        ("adult-at-risk-wales", "2026-04-02", {}, {"finish": "2026-04-15"}),  # Good Friday and Easter Monday
        ("adult-at-risk-wales", "2026-08-28", {}, {"finish": "2026-09-09"}),  # the August bank holiday
        ("child-assessment-wales", "2026-03-02", {}, {"finish": "2026-05-01"}),
        ("ehc-order", "2026-11-02", {},
         {"tell": "2026-11-16", "no_plan": "2027-01-11", "final_after_assessing": "2027-02-08", "draft": "2026-12-07",
          "final": "2027-01-18", "amend": "2026-12-07"}),
        ("idp-school", "2025-09-01", {}, {"plan": "2025-10-20"}),
        ("idp-school", "2025-10-20", {}, {"plan": "2025-12-15"}),
        ("idp-school", "2026-07-17", {}, {"plan": "2026-10-16"}),  # August has no school days
        ("idp-school", "2026-03-02", {}, {"plan": "2026-05-05"}),  # over Easter and May Day
        ("idp-college", "2025-09-01", {}, {"plan": "2025-10-20"}),
        ("idp-authority", "2026-11-02", {}, {"plan": "2027-01-25"}),
        ("idp-looked-after", "2026-11-02", {}, {"plan": "2027-01-25"}),
        ("idp-nhs", "2026-11-02", {}, {"reply": "2026-12-14"}),
        ("idp-reconsideration", "2026-11-02", {}, {"decide": "2026-12-21"}),
        ("idp-review", "2026-11-02", {}, {"review": "2027-11-01"}),
        ("idp-appeal", "2026-11-02", {}, {"appeal": "2026-12-29", "appeal_after_dispute": "2027-02-22"}),
        ("idp-appeal", "2026-09-07", {}, {"appeal": "2026-11-02", "appeal_after_dispute": "2026-12-29"}),
        ("idp-move", "2026-11-02", {}, {"keep": "2026-11-02"}),
        ("child-assessment-wales", "2026-11-02", {}, {"finish": "2027-01-04"}),
        ("child-assessment-wales", "2027-02-22", {}, {"finish": "2027-04-23"}),
        ("child-assessment-wales", "2022-05-03", {}, {"finish": "2022-07-04"}),  # the Jubilee’s two days
        ("care-plan-review-wales", "2026-08-31", {}, {"child_review": "2027-02-28", "adult_review": "2027-08-31"}),
        ("care-plan-review-wales", "2026-08-31", {"born": "2017-04-01", "known": {"planned": "2026-12-01"}},
         {"planned_review": "2026-12-01", "child_review": "2027-02-28"}),
        ("care-plan-review-wales", "2026-08-31", {"born": "2008-08-31"}, {"adult_review": "2027-08-31"}),
        ("care-plan-move-wales", "2026-11-02", {}, {"keep": "2026-11-02"}),
        ("adult-at-risk-wales", "2026-11-02", {}, {"finish": "2026-11-11"}),
        ("adult-at-risk-wales", "2026-12-23", {}, {"finish": "2027-01-06"}),
        ("adult-at-risk-wales", "2027-03-25", {}, {"finish": "2027-04-07"}),
    ],
)  # fmt: skip
def test_the_days_of_each_clock(id, start, more, expected):
    assert days(tried(id, start, **more)) == expected


@pytest.mark.parametrize(
    ("sent", "due", "last"),
    [  # SI 2008/2699 rule 12(2) and (3)(a): never earlier than rule 20 says, and later when that day is none
        ("2026-03-02", "2026-05-02", "2026-05-05"),  # a Saturday, then a Sunday and the early May holiday
        ("2026-05-31", "2026-07-31", "2026-07-31"),  # the last day before August
        ("2026-06-01", "2026-08-01", "2026-09-01"),
        ("2026-06-10", "2026-08-10", "2026-09-01"),
        ("2025-06-30", "2025-08-30", "2025-09-01"),
        ("2024-06-30", "2024-08-30", "2024-09-02"),  # 1 September was a Sunday
        ("2026-07-01", "2026-09-01", "2026-09-01"),
        ("2026-10-24", "2026-12-24", "2026-12-24"),
        ("2026-10-25", "2026-12-25", "2027-01-04"),  # 2 and 3 January were a weekend
        ("2026-10-31", "2026-12-31", "2027-01-04"),
        ("2026-11-01", "2027-01-01", "2027-01-04"),
        ("2025-10-31", "2025-12-31", "2026-01-02"),
        ("2024-12-29", "2025-02-28", "2025-02-28"),
        ("2023-12-31", "2024-02-29", "2024-02-29"),
        ("2027-01-26", "2027-03-26", "2027-03-30"),  # Good Friday, then Easter Monday
    ],
)
def test_until_when_the_send_tribunal_takes_an_appeal_in_time(sent, due, last):
    counted = step(tried("ehc-appeal", sent), "appeal").counted
    assert (counted.due, counted.last_day) == (D(due), D(last))


def test_a_later_certificate_has_the_same_august():
    counted = step(tried("ehc-appeal", "2026-05-11", known={"certificate": "2026-07-10"}), "appeal").counted
    assert (counted.due, counted.last_day) == (D("2026-08-10"), D("2026-09-01"))


def test_every_clock_stands_in_the_table():
    table = next(
        mark.args[1] for mark in test_the_days_of_each_clock.pytestmark if mark.args[0].__class__ is tuple
    )
    assert {row[0] for row in table} == set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_every_clock_says_where_it_is_written(id):
    clock = catalogue.newest(id)
    assert clock.source and clock.start_source
    for one in (*clock.steps, *clock.excuses, *clock.endings):
        assert one.source and one.name.en and one.name.cy
    assert clock.verified is False or any(one.verified for one in clock.steps) or id == "ehc-review-due"


SUMMER = ("school_closed", "2027-07-21", "2027-09-01")


@pytest.mark.parametrize(
    ("claims", "known", "holds", "excuses"),
    [
        # the school was asked within the window: from 14 July to 26 August
        ([SUMMER], {"advice_asked": "2027-07-14"}, True, {"decide", "advice", "no_plan", "final"}),
        ([SUMMER], {"advice_asked": "2027-07-20"}, True, {"advice", "no_plan", "final"}),  # the 6 weeks were over
        ([SUMMER], {"advice_asked": "2027-08-26"}, True, {"advice", "no_plan", "final"}),
        ([SUMMER], {"advice_asked": "2027-07-13"}, False, set()),
        ([SUMMER], {"advice_asked": "2027-08-27"}, False, set()),
        ([SUMMER], {}, True, {"decide", "no_plan", "final"}),  # if it was asked then: nobody said when
        ([("school_closed", "2027-07-21", "2027-08-17")], {"advice_asked": "2027-07-20"}, True,
         {"advice", "no_plan", "final"}),  # 28 days are 4 weeks
        ([("school_closed", "2027-07-21", "2027-08-16")], {"advice_asked": "2027-07-20"}, False, set()),
        ([("school_closed", "2027-12-20", "2028-01-02")], {"advice_asked": "2027-12-20"}, False, set()),
        ([("absent", "2027-06-14", "2027-07-11")], {}, True, {"decide", "no_plan", "final"}),
        ([("absent", "2027-06-14", "2027-07-10")], {}, False, set()),
        ([("absent", "2027-07-01", "2027-08-10")], {}, True, {"no_plan", "final"}),  # 19 days of it within the first 6 weeks
        ([("absent", "2027-01-04", "2027-03-04")], {}, False, set()),  # before it began
        ([("circumstances", "2027-07-19", "2027-07-19")], {}, True, {"decide", "no_plan", "final"}),
        ([("circumstances", "2027-07-20", "2027-07-20")], {}, True, {"no_plan", "final"}),
        ([("circumstances", "2027-12-01", "2027-12-05")], {}, False, set()),  # after it ended
        ([("missed_appointment", "2027-07-20", "2027-07-20")], {"advice_asked": "2027-07-05"}, True, {"advice"}),
        ([("missed_appointment", "2027-09-20", "2027-09-20")], {"advice_asked": "2027-07-05"}, False, set()),
    ],
)  # fmt: skip
def test_what_excuses_lateness_in_an_ehc_assessment(claims, known, holds, excuses):
    """From 7 June 2027: 6 weeks end on 19 July, 16 on 27 September, 20 on 25 October."""
    made = tried("ehc-assessment", "2027-06-07", known=known, claims=claims)
    assert made.claims[0].holds is holds
    assert set(made.claims[0].excuses) == excuses
    assert days(made) == days(tried("ehc-assessment", "2027-06-07", known=known))


@pytest.mark.parametrize(
    ("on", "done", "state", "late"),
    [
        ("2026-12-13", {}, "due", 1), ("2026-12-14", {}, "due", 0), ("2026-12-15", {}, "late", 1),
        ("2027-02-01", {"decide": "2026-12-14"}, "done", 0), ("2027-02-01", {"decide": "2026-12-23"}, "done_late", 9),
        ("2027-02-01", {"refused": "2026-12-24"}, "done_late", 10),
    ],
)  # fmt: skip
def test_how_late_a_step_is(on, done, state, late):
    now = step(tried("ehc-assessment", "2026-11-02", on=on, done=done), "decide")
    assert (now.state, now.days) == (state, late)


def test_after_a_no_nothing_else_is_due():
    made = tried("ehc-assessment", "2026-11-02", on="2027-06-01", done={"refused": "2026-12-10"})
    assert made.ended_by == "refused" and not made.late
    assert {now.step.id: now.state for now in made.steps} == {
        "decide": "done", "advice": "ended", "no_plan": "ended", "draft": "ended", "comments": "ended", "final": "ended",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "done", "will_be_late", "needed_by"),
    [
        ("2027-03-07", {}, 0, "2027-03-07"),  # a draft sent today leaves 15 days: 7 to 21 March
        ("2027-03-08", {}, 1, "2027-03-07"),
        ("2027-03-16", {}, 9, "2027-03-07"),
        ("2027-03-16", {"draft": "2027-03-01"}, 0, None),
        ("2027-03-20", {"draft": "2027-03-15"}, 8, None),
    ],
)  # fmt: skip
def test_what_will_be_late_unless_something_comes_soon(on, done, will_be_late, needed_by):
    made = tried("ehc-assessment", "2026-11-02", on=on, done=done)
    assert step(made, "final").will_be_late == will_be_late
    assert step(made, "draft").by == (D(needed_by) if needed_by else None)


def test_a_familys_time_is_never_late():
    for on, state in (("2027-03-15", "open"), ("2027-03-16", "over")):
        made = tried("ehc-assessment", "2026-11-02", on=on, done={"draft": "2027-03-01"})
        assert step(made, "comments").state == state and not step(made, "comments").is_late


def test_the_day_before_which_it_must_be_is_late_itself():
    for on, state in (("2027-02-14", "due"), ("2027-02-15", "late")):
        assert step(tried("ehc-phase-school", "2027-09-01", on=on), "named").state == state


@pytest.mark.parametrize(
    ("born", "whose"),
    [(None, ""), ("2012-05-01", "parent"), ("2009-09-01", "young_person"), ("2010-08-31", "young_person")],
)
def test_whose_rights_they_are(born, whose):
    """On 14 December 2026: compulsory school age ends in June, not on the 16th birthday."""
    made = tried("ehc-assessment", "2026-11-02", born=born)
    assert made.whose_rights(D("2026-12-14")) == whose
    turned = tried("ehc-assessment", "2026-11-02", born="2010-09-15")  # 16 already
    assert (
        turned.whose_rights(D("2027-06-25")) == "parent"
        and turned.whose_rights(D("2027-06-26")) == "young_person"
    )


@pytest.mark.parametrize(("born", "too_old"), [("2001-11-02", True), ("2001-11-03", False)])
def test_ehc_ends_before_25(born, too_old):
    assert tried("ehc-assessment", "2026-11-02", born=born).too_old is too_old


@pytest.mark.parametrize(
    "more",
    [
        {"done": {"decide": "2026-11-03"}}, {"done": {"nothing": "2026-11-01"}}, {"known": {"nothing": "2026-11-01"}},
        {"claims": [("weather", "2026-11-01", "2026-12-01")]}, {"claims": [("absent", "2026-12-02", "2026-12-01")]},
        {"born": "2026-11-03"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(more):
    with pytest.raises(RuleBroken):
        tried("ehc-assessment", "2026-11-02", **more)


def test_before_the_law_nothing_runs():
    with pytest.raises(RuleBroken):
        tried("ehc-assessment", "2014-08-31")
    with pytest.raises(KeyError):
        catalogue.clock("ehc-assessment", D("2014-08-31"))
    with pytest.raises(KeyError):
        catalogue.newest("no-clock")


@pytest.mark.parametrize(
    "wrong",
    [
        Step("x", "x", "family", "s", True, (Period("later", weeks=1),)),
        Step("x", "x", "family", "s", True, (Period(weeks=1, months=1),)),
        Step("x", "x", "family", "s", True, (Period(weeks=1, ends="somewhere"),)),
        Step("x", "x", "family", "s", True, (Period(working_days=-1),)),
        Step("x", "x", "family", "s", True, excuses=("weather",)),
    ],
)  # fmt: skip
def test_a_clock_that_does_not_hold_together_says_so(wrong):
    clock = catalogue.newest("ehc-advice")
    assert not list(clock.faults())
    assert list(replace(clock, steps=(*clock.steps, wrong)).faults())


def test_a_definition_with_a_party_that_is_none_is_not_loaded(monkeypatch):
    made = catalogue.newest("ehc-advice")
    strange = replace(made, steps=(replace(made.steps[0], who="nobody"),))
    assert list(catalogue._unsaid(strange))
    monkeypatch.setattr(catalogue, "_unsaid", lambda one: ["x: a party that is none"])
    catalogue._clock.cache_clear()
    with pytest.raises(BadDefinition, match="ehc-advice 1"):
        catalogue._clock("ehc-advice", 1)
    catalogue._clock.cache_clear()


@given(st.sampled_from(IDS), DAYS, st.integers(1, 60))
def test_a_later_start_never_has_an_earlier_day(id, start, later):
    first, second = (tried(id, day.isoformat()) for day in (start, start + timedelta(later)))
    for before, after in zip(first.steps, second.steps, strict=True):
        assert (before.counted is None) == (after.counted is None)
        if before.counted and after.counted:
            assert before.counted.last_day <= after.counted.last_day


@given(st.sampled_from(IDS), DAYS, st.data())
def test_no_exception_ever_moves_a_day(id, start, data):
    clock = catalogue.newest(id)
    plain = tried(id, start.isoformat())
    claims = [
        (
            excuse.id,
            (start + timedelta(data.draw(st.integers(-30, 90)))).isoformat(),
            (start + timedelta(200)).isoformat(),
        )
        for excuse in clock.excuses
    ]
    claimed = tried(id, start.isoformat(), claims=claims)
    assert days(claimed) == days(plain)
    assert [(now.state, now.days) for now in claimed.steps] == [(now.state, now.days) for now in plain.steps]


@given(st.sampled_from(IDS), DAYS, st.integers(0, 400))
def test_every_step_has_a_state_on_every_day(id, start, later):
    made = tried(id, start.isoformat(), on=(start + timedelta(later)).isoformat())
    for now in made.steps:
        if now.counted and not now.step.at_least:
            late = (made.today - now.counted.last_day).days
            assert (now.state, now.days) == (("late", late) if late > 0 else ("due", -late))
