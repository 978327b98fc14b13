"""Working days are counted by the calendar of where one lives."""

from datetime import date

import pytest

from unstori.core.workdays import after_working_days, is_working_day


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas on a Friday, Boxing Day on Monday instead
        (date(2026, 11, 2), 42, date(2027, 1, 4)),  # a child's assessment over Christmas
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(start, number, due):
    assert after_working_days(start, number, "wales") == due


@pytest.mark.parametrize("jurisdiction", ["wales", "england"])
def test_bank_holiday_is_no_working_day(jurisdiction):
    assert not is_working_day(date(2026, 4, 3), jurisdiction)
    assert is_working_day(date(2026, 4, 2), jurisdiction)
