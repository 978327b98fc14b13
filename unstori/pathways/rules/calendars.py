"""Which days count: bank holidays of the nation, and school days of the school.

Term dates are a school's own, else its authority's, else its nation's; a year that nobody has published is filled in by
what is usual, and whatever was counted along it is said to be an estimate.
A school day is one with a session (Education Act 1996 s. 579): never a weekend, a bank holiday or a closed day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.easter import easter

from unstori.core.workdays import WEEKEND, after_working_days, is_working_day

AUGUST = 8
LONGEST = 3  # years without a school day, after which a count gives up


class TooFar(Exception):
    """A count of school days found no school."""


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def meets(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Break:
    """A holiday that is found by an anchor: so many weeks, from the Monday of the anchor's week on."""

    anchor: str  # christmas, easter, spring_bank_holiday, or "MM:n": the nth Monday of a month, -1 the last
    weeks: int

    def in_year(self, year: int) -> Span:
        """The holiday of a school year that begins in September of `year`."""
        day = self._day(year)
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(weeks=self.weeks, days=-1))

    def _day(self, year: int) -> date:
        if self.anchor == "christmas":
            return date(year, 12, 25)
        if self.anchor == "easter":
            return easter(year + 1)
        month, number = (int(part) for part in self.anchor.split(":"))
        in_year = year if month > AUGUST else year + 1
        if number < 0:
            last = date(in_year + month // 12, month % 12 + 1, 1) - timedelta(1)
            return last - timedelta(last.weekday())
        first = date(in_year, month, 1)
        return first + timedelta((7 - first.weekday()) % 7, weeks=number - 1)


@dataclass(frozen=True)
class Usual:
    """What a school year looks like as a rule."""

    begins: tuple[int, int] = (9, 1)
    ends: tuple[int, int] = (7, 20)
    breaks: tuple[Break, ...] = ()

    def is_open(self, day: date) -> bool:
        year = school_year(day)
        if not date(year, *self.begins) <= day <= date(year + 1, *self.ends):
            return False
        return not any(day in each.in_year(year) for each in self.breaks)


@dataclass(frozen=True)
class SchoolYear:
    """Published dates of one school year: when there is school, and days within that are closed."""

    terms: tuple[Span, ...]
    closed: frozenset[date] = frozenset()

    def is_open(self, day: date) -> bool:
        return day not in self.closed and any(day in term for term in self.terms)


@dataclass(frozen=True)
class Calendar:
    """The days of a nation, and the school days of one school in it."""

    jurisdiction: str
    years: Mapping[int, SchoolYear] = field(default_factory=dict)
    usual: Usual = Usual()

    def is_working_day(self, day: date) -> bool:
        return is_working_day(day, self.jurisdiction)

    def knows(self, day: date) -> bool:
        """Whether the term dates of that school year were published."""
        return school_year(day) in self.years

    def is_school_day(self, day: date) -> bool:
        if day.weekday() >= WEEKEND or not self.is_working_day(day):
            return False
        return self.years.get(school_year(day), self.usual).is_open(day)

    def after_working_days(self, start: date, number: int) -> date:
        return after_working_days(start, number, self.jurisdiction)

    def after_school_days(self, start: date, number: int) -> tuple[date, bool]:
        """The last of so many school days counted from the day after, and whether any of it is an estimate."""
        day, estimated, found = start, False, start
        while number > 0:
            day += timedelta(1)
            if self.is_school_day(day):
                number, found = number - 1, day
            elif (day - found).days > 366 * LONGEST:
                raise TooFar
            estimated = estimated or not self.knows(day)
        return day, estimated


def school_year(day: date) -> int:
    """The year in whose September the school year of a day began."""
    return day.year if day.month > AUGUST else day.year - 1


def school_leaving_day(born: date) -> date:
    """The end of compulsory school age: the last Friday of June of the school year in which somebody turns 16.

    Source: Education Act 1996 s. 8; SI 1997/1970. Rights pass on after that day, not on a birthday.
    """
    june = date(school_year(birthday(born, 16)) + 1, 6, 30)
    return june - timedelta((june.weekday() - 4) % 7)


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February reaches it on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(day: date, born: date) -> int:
    """Full years on a day."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1
