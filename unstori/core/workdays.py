"""Working days, as the law counts them: without weekends and the bank holidays of where one lives."""

from datetime import date, timedelta
from functools import cache

import holidays

WEEKEND = 5
# What the country is called in ISO 3166-2:GB.
PARTS = {"wales": "WLS", "england": "ENG"}


@cache
def _closed(jurisdiction: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=PARTS.get(jurisdiction, "ENG"), years=year))


def is_working_day(day: date, jurisdiction: str) -> bool:
    return day.weekday() < WEEKEND and day not in _closed(jurisdiction, day.year)


def after_working_days(start: date, number: int, jurisdiction: str) -> date:
    """The last of so many working days, counted from the day after `start`."""
    day = start
    while number > 0:
        day += timedelta(1)
        number -= is_working_day(day, jurisdiction)
    return day
