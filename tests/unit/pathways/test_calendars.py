"""Days that count: bank holidays as they were kept, school days, ages that matter in law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.pathways import catalogue
from unstori.pathways.rules import (
    Break,
    Calendar,
    SchoolYear,
    Span,
    age_on,
    birthday,
    school_leaving_day,
    school_year,
)  # fmt: skip
from unstori.pathways.rules.calendars import TooFar, Usual

WALES, ENGLAND = Calendar("wales"), Calendar("england")
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize("calendar", [WALES, ENGLAND])
@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2020-05-04", True), ("2020-05-08", False),  # VE Day: the May holiday was moved to the Friday
        ("2021-12-27", False), ("2021-12-28", False), ("2021-12-29", True),  # Christmas on a weekend
        ("2022-01-03", False),  # New Year’s Day fell on a Saturday
        ("2022-05-30", True), ("2022-06-02", False), ("2022-06-03", False),  # the Jubilee, and the holiday moved to it
        ("2022-09-19", False),  # the Queen’s funeral
        ("2022-12-26", False), ("2022-12-27", False), ("2023-01-02", False),
        ("2023-05-01", False), ("2023-05-08", False), ("2023-05-29", False),  # the Coronation
        ("2024-03-29", False), ("2024-04-01", False), ("2025-04-18", False), ("2025-04-21", False),  # Easter
        ("2026-04-03", False), ("2026-04-06", False), ("2027-03-26", False), ("2027-03-29", False),
        ("2026-12-25", False), ("2026-12-28", False), ("2026-12-29", True),  # Boxing Day fell on a Saturday
        ("2027-12-27", False), ("2027-12-28", False), ("2028-01-03", False),
        ("2024-03-18", True), ("2024-08-05", True), ("2024-12-02", True),  # holidays of Ireland and Scotland
        ("2024-02-29", True), ("2024-03-02", False), ("2024-03-03", False),
    ],
)  # fmt: skip
def test_working_days(calendar, day, works):
    assert calendar.is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "number", "last"),
    [
        ("2026-11-02", 7, "2026-11-11"), ("2026-12-18", 7, "2026-12-31"), ("2026-12-23", 1, "2026-12-24"),
        ("2026-12-24", 1, "2026-12-29"), ("2027-03-24", 2, "2027-03-30"), ("2022-05-27", 7, "2022-06-09"),
        ("2026-11-07", 1, "2026-11-09"), ("2024-02-28", 1, "2024-02-29"), ("2023-02-28", 1, "2023-03-01"),
    ],
)  # fmt: skip
def test_after_working_days(start, number, last):
    assert WALES.after_working_days(date.fromisoformat(start), number) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "school"),
    [
        ("2025-09-01", True), ("2025-08-29", False), ("2025-10-27", False), ("2025-10-31", False), ("2025-11-03", True),
        ("2025-12-19", True), ("2025-12-22", False), ("2026-01-02", False), ("2026-01-05", True), ("2026-02-18", False),
        ("2026-03-27", True), ("2026-03-30", False), ("2026-04-13", True), ("2026-05-04", False), ("2026-05-27", False),
        ("2026-07-20", True), ("2026-07-21", False), ("2026-08-12", False), ("2026-11-07", False),
    ],
)  # fmt: skip
def test_school_days_of_wales_as_published(day, school):
    assert catalogue.calendar("wales").is_school_day(date.fromisoformat(day)) is school


@pytest.mark.parametrize(
    ("day", "school"),
    [
        ("2027-09-01", True), ("2027-10-25", False), ("2027-10-18", True), ("2027-12-20", False), ("2027-12-31", False),
        ("2028-01-04", True), ("2028-02-21", False), ("2028-04-10", False), ("2028-04-21", False), ("2028-04-24", True),
        ("2028-05-01", False), ("2028-05-29", False), ("2028-07-20", True), ("2028-07-21", False), ("2028-08-15", False),
    ],
)  # fmt: skip
def test_a_year_that_nobody_published_is_as_usual(day, school):
    calendar = catalogue.calendar("england")
    assert calendar.is_school_day(date.fromisoformat(day)) is school
    assert not calendar.knows(date.fromisoformat(day))


def test_a_schools_own_dates_come_before_its_authoritys_and_the_nations(monkeypatch):
    def line(last: int, **more: str) -> dict:
        return {"terms": [[date(2030, 9, 2), date(2030, 9, last)]], **more}

    every = (
        {"jurisdiction": "wales", "source": "s", "verified": True,
         "years": [line(6), line(13, area="W06000003"), line(20, school="6714001")]},
        {"jurisdiction": "england", "source": "s", "verified": True, "years": [line(30)]},
    )  # fmt: skip
    monkeypatch.setattr(catalogue.definitions, "load", lambda folder: every)
    catalogue.calendar.cache_clear()
    try:
        for given_, last in (
            (("wales",), 6), (("wales", "W06000003"), 13), (("wales", "W06000001"), 6),
            (("wales", "W06000003", "6714001"), 20), (("wales", "W06000003", "other"), 13),
        ):  # fmt: skip
            calendar = catalogue.calendar(*given_)
            assert calendar.is_school_day(date(2030, 9, last))
            assert not calendar.is_school_day(date(2030, 9, last + 3)), given_
    finally:
        catalogue.calendar.cache_clear()


def test_a_closed_day_is_no_school_day_and_the_count_goes_on():
    term = Span(date(2026, 9, 1), date(2026, 9, 30))
    calendar = Calendar("wales", {2026: SchoolYear((term,), frozenset({date(2026, 9, 2)}))})
    assert calendar.after_school_days(date(2026, 9, 1), 1) == (date(2026, 9, 3), False)


def test_a_count_over_the_end_of_what_is_published_is_an_estimate():
    calendar = catalogue.calendar("wales")
    assert calendar.after_school_days(date(2027, 5, 3), 35) == (date(2027, 6, 28), False)
    last, guessed = calendar.after_school_days(date(2027, 7, 1), 35)
    assert guessed and last > date(2027, 9, 1)


def test_a_school_that_is_never_open_ends_the_count():
    never = Calendar("wales", usual=Usual((12, 26), (1, 1), (Break("christmas", 2),)))
    with pytest.raises(TooFar):
        never.after_school_days(date(2026, 9, 1), 1)


@pytest.mark.parametrize(
    ("born", "leaves"),
    [
        ("2010-09-01", "2027-06-25"), ("2010-08-31", "2026-06-26"), ("2011-01-15", "2027-06-25"),
        ("2011-06-30", "2027-06-25"), ("2012-02-29", "2028-06-30"), ("2007-12-31", "2024-06-28"),
    ],
)  # fmt: skip
def test_compulsory_school_age_ends_in_june(born, leaves):
    day = school_leaving_day(date.fromisoformat(born))
    assert day == date.fromisoformat(leaves) and day.weekday() == 4


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2010-11-22", "2026-11-21", 15), ("2010-11-22", "2026-11-22", 16), ("2012-02-29", "2028-02-28", 15),
        ("2012-02-29", "2028-02-29", 16), ("2012-02-29", "2029-02-28", 16), ("2012-02-29", "2029-03-01", 17),
    ],
)  # fmt: skip
def test_age(born, on, age):
    assert age_on(date.fromisoformat(on), date.fromisoformat(born)) == age


def test_a_leap_day_is_reached_on_the_first_of_march():
    assert birthday(date(2012, 2, 29), 18) == date(2030, 3, 1)


@given(DAYS)
def test_whoever_leaves_school_is_sixteen_before_the_next_school_year(born):
    leaves = school_leaving_day(born)
    assert school_year(leaves) == school_year(birthday(born, 16))
    assert leaves.month == 6 and leaves.weekday() == 4


@given(DAYS, st.integers(1, 60))
def test_school_days_follow_working_days_and_only_go_forward(start, number):
    calendar = catalogue.calendar("wales")
    last, _estimated = calendar.after_school_days(start, number)
    assert calendar.is_school_day(last) and calendar.is_working_day(last)
    assert last >= calendar.after_working_days(start, number)
    days = [start + timedelta(step) for step in range(1, (last - start).days + 1)]
    assert sum(map(calendar.is_school_day, days)) == number
