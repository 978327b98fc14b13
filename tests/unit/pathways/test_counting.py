"""How periods are counted: the first day, the last day, months, leap years, weekends and the ends of years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.pathways import catalogue
from unstori.pathways.rules import Calendar, Period, count

WALES = Calendar("wales")
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
PERIODS = st.builds(
    Period, weeks=st.integers(-10, 60), first_day=st.sampled_from(["after", "counts"]),
    ends=st.sampled_from(["stays", "next_working_day", "first_working_day_after"]), before=st.booleans(),
) | st.builds(
    Period, months=st.integers(-12, 36), first_day=st.sampled_from(["after", "counts"])
) | st.builds(
    Period, working_days=st.integers(1, 60), first_day=st.sampled_from(["after", "counts"])
) | st.builds(Period, school_days=st.integers(1, 60)) | st.builds(
    Period, on=st.sampled_from([(2, 15), (3, 31)]), before=st.booleans()
)  # fmt: skip


@pytest.mark.parametrize(
    ("period", "origin", "due", "last_day"),
    [
        (Period(weeks=6), "2026-11-02", "2026-12-14", None),
        (Period(weeks=20), "2026-11-02", "2027-03-22", None),
        (Period(weeks=20), "2024-02-29", "2024-07-18", None),
        (Period(weeks=6), "2023-12-15", "2024-01-26", None),
        (Period(weeks=6), "2026-11-14", "2026-12-26", None),  # ends on Boxing Day, a Saturday, and stays there
        (Period(weeks=-2), "2027-01-06", "2026-12-23", None),
        (Period(days=15, first_day="counts"), "2027-02-01", "2027-02-15", None),
        (Period(days=15, first_day="counts"), "2024-02-20", "2024-03-05", None),
        (Period(days=15), "2027-02-01", "2027-02-16", None),
        (Period(), "2027-02-01", "2027-02-01", None),
        (Period(months=2), "2026-12-31", "2027-02-28", None),
        (Period(months=2), "2027-12-31", "2028-02-29", None),
        (Period(months=1), "2027-01-31", "2027-02-28", None),
        (Period(months=1), "2027-02-28", "2027-03-28", None),
        (Period(months=-5), "2027-09-01", "2027-04-01", None),
        (Period(months=-5), "2027-07-31", "2027-02-28", None),
        (Period(months=12), "2024-02-29", "2025-02-28", None),
        (Period(months=12, first_day="counts"), "2026-11-02", "2027-11-01", None),
        (Period(months=12, first_day="counts"), "2024-02-29", "2025-02-28", None),  # no such day: its month’s last
        (Period(months=12, first_day="counts"), "2023-03-01", "2024-02-29", None),
        (Period(months=3, first_day="counts"), "2026-11-30", "2027-02-28", None),
        (Period(years=1), "2027-06-15", "2028-06-15", None),
        (Period(working_days=7), "2026-12-18", "2026-12-31", None),
        (Period(working_days=15, first_day="counts"), "2026-11-02", "2026-11-20", None),
        (Period(working_days=15, first_day="counts"), "2026-11-01", "2026-11-20", None),  # a Sunday counts for nothing
        (Period(working_days=42), "2026-11-02", "2027-01-04", None),
        (Period(on=(2, 15), before=True), "2027-09-01", "2027-02-15", "2027-02-14"),
        (Period(on=(3, 31), before=True), "2028-09-01", "2028-03-31", "2028-03-30"),
        (Period(weeks=8, first_day="counts", ends="first_working_day_after"), "2026-11-02", "2026-12-29", None),
        (Period(weeks=8, first_day="counts", ends="first_working_day_after"), "2026-11-03", "2026-12-29", None),
        (Period(weeks=8, first_day="counts", ends="first_working_day_after"), "2026-11-04", "2026-12-30", None),
        (Period(weeks=1, ends="next_working_day"), "2026-12-18", "2026-12-29", None),
        (Period(weeks=1, ends="next_working_day"), "2026-11-02", "2026-11-09", None),
    ],
)  # fmt: skip
def test_where_a_period_ends(period, origin, due, last_day):
    counted = count(period, date.fromisoformat(origin), WALES)
    assert counted.due == date.fromisoformat(due)
    assert counted.last_day == date.fromisoformat(last_day or due)


@given(PERIODS, DAYS, st.integers(1, 400))
def test_what_begins_later_never_ends_earlier(period, origin, later):
    calendar = catalogue.calendar("wales")
    after = date.fromordinal(origin.toordinal() + later)
    assert count(period, origin, calendar).last_day <= count(period, after, calendar).last_day


@given(st.builds(Period, working_days=st.integers(1, 60)), DAYS)
def test_working_days_end_on_one(period, origin):
    assert WALES.is_working_day(count(period, origin, WALES).due)
