"""How a period is counted: from what, whether its first day counts, and where it ends. Each is said by the definition.

"Within 6 weeks of receiving" leaves the day out on which it was received; "15 days beginning with the day" counts it.
A month ends on the same day of a later one, or on its last day where it has none (the corresponding date rule).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from unstori.pathways.rules.calendars import AUGUST, Calendar
from unstori.rights.rules.limits import add

START = "start"
SEND = "send_tribunal"
FIRST_DAYS = ("after", "counts")
ENDS = ("stays", "next_working_day", "first_working_day_after", "send_tribunal")


@dataclass(frozen=True)
class Period:
    """So much time from a day. At most one unit is given; none is the day itself."""

    origin: str = START
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0
    school_days: int = 0
    on: tuple[int, int] | None = None  # month and day, in the year of the origin
    first_day: str = "after"
    ends: str = "stays"
    before: bool = False  # it must be done before the day that the law names


@dataclass(frozen=True)
class Counted:
    """The day that the law names, the last day in time (before it, or later), and whether term dates had to be guessed."""

    due: date
    last_day: date
    estimated: bool = False


def count(period: Period, origin: date, calendar: Calendar) -> Counted:
    """Where a period ends."""
    estimated = False
    if period.on:
        day = date(origin.year, *period.on)
    elif period.school_days:
        day, estimated = calendar.after_school_days(_eve(period, origin), period.school_days)
    elif period.working_days:
        day = calendar.after_working_days(_eve(period, origin), period.working_days)
    else:
        day = _by_dates(period, origin)
    if period.ends == SEND:
        return Counted(day, _taken_until(day, calendar), estimated)
    day = _moved(day, period.ends, calendar)
    return Counted(day, day - timedelta(1) if period.before else day, estimated)


def _eve(period: Period, origin: date) -> date:
    """The day after which counting begins."""
    return origin - timedelta(1) if period.first_day == "counts" else origin


def _by_dates(period: Period, origin: date) -> date:
    months = period.months + 12 * period.years
    day = add(origin, months=months, weeks=period.weeks, days=period.days)
    had_no_such_day = months and day.day != origin.day
    if period.first_day == "counts" and not had_no_such_day:
        day -= timedelta(1)
    return day


def _taken_until(day: date, calendar: Calendar) -> date:
    """Until when the SEND Tribunal takes an appeal in time: no day of August, of Christmas to New Year, and none off work.

    Source: SI 2008/2699 rule 12(2) and (3)(a). It moves the last day only; the day that rule 20 names stays as it is.
    """
    if day.month == AUGUST:
        day = date(day.year, AUGUST + 1, 1)
    elif (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1):
        day = date(day.year + (day.month == 12), 1, 2)
    return _moved(day, "next_working_day", calendar)


def _moved(day: date, ends: str, calendar: Calendar) -> date:
    """Where the end falls, when the law says something about days on which nobody works."""
    if ends == "first_working_day_after":
        day += timedelta(1)
    if ends != "stays":
        while not calendar.is_working_day(day):
            day += timedelta(1)
    return day
