"""The region's calendar: days before today, when people write, when schools and offices are open."""

from datetime import date, datetime, time, timedelta

from unstori.core import clock
from unstori.people.rules import birthday

# School holidays, first and last month and day: summer, the end of December, the start of January.
HOLIDAYS = (((7, 20), (9, 2)), ((12, 20), (12, 31)), ((1, 1), (1, 4)))


def day(ago: int, today: date) -> date:
    """So many days before today; days to come are negative."""
    return today - timedelta(days=ago)


def moment(ago: int, order: int, now: datetime) -> datetime:
    """When on that day somebody wrote, one thing after the other, and never later than now."""
    minutes = 8 * 60 + (ago * 37) % 240 + order * 9
    local = datetime.combine(day(ago, now.astimezone(clock.LONDON).date()), time(), clock.LONDON)
    return min(local + timedelta(minutes=minutes), now)


def worked(on: date, *, school: bool) -> date:
    """The same day, or the last one before it on which an office or a school was open."""
    while on.weekday() > 4 or (school and _holiday(on)):
        on -= timedelta(days=1)
    return on


def born(age: int, birthday_in: int, today: date) -> date:
    """The birthday of somebody who is so old now, and a year older in so many days."""
    turns = today + timedelta(days=birthday_in)
    return birthday(turns, -(age + 1))


def _holiday(on: date) -> bool:
    return any(first <= (on.month, on.day) <= last for first, last in HOLIDAYS)
