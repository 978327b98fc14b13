"""Ages that matter, computed ahead from a day of birth. No Django, no rows.

School years go by the age on 31 August; the law of England and Wales is the same for when one must begin and may leave.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from unstori.people.rules import age_on, birthday

PRESCRIBED = ((3, 31), (8, 31), (12, 31))  # SI 1998/1607: days from which whoever is five must be taught
FIRST_YEAR = 4  # who is four on 31 August begins the first year at school in September
LEAVES_AT = 16
FRIDAY = 4
PAST, NOW, COMING = "past", "now", "coming"


@dataclass(frozen=True)
class When:
    """One of: a birthday, the September in which a school year begins, or an end of compulsory school age."""

    birthday: int | None = None
    school_year: int | None = None
    compulsory: str = ""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "When":
        """Raises ValueError where a definition says none of them, or two."""
        made = cls(said.get("birthday"), said.get("school_year"), said.get("compulsory", ""))
        chosen = (made.birthday is not None, made.school_year is not None, bool(made.compulsory))
        if (
            sum(chosen) != 1
            or made.compulsory not in ("", "starts", "ends")
            or set(said) - set(cls.__annotations__)
        ):
            raise ValueError(f"no such age: {dict(said)}")
        return made


def day_of(when: When, born: date) -> date:
    """The day on which somebody born then comes to it."""
    if when.birthday is not None:
        return birthday(born, when.birthday)
    if when.school_year is not None:
        return school_year_begins(born, when.school_year)
    return compulsory_starts(born) if when.compulsory == "starts" else compulsory_ends(born)


def school_year_begins(born: date, year: int) -> date:
    """1 September in which most begin that school year (0 is Reception), by the age on 31 August."""
    later = (born.month, born.day) >= (9, 1)
    return date(born.year + FIRST_YEAR + year + later, 9, 1)


def compulsory_starts(born: date) -> date:
    """The fifth birthday where it is a prescribed day, else the next one after it (Education Act 1996 s. 8(2))."""
    five = birthday(born, 5)
    days = [date(year, month, day) for year in (five.year, five.year + 1) for month, day in PRESCRIBED]
    return next(day for day in days if day >= five)


def compulsory_ends(born: date) -> date:
    """The last Friday of June in the school year in which somebody turns 16 (s. 8(3); SI 1997/1970)."""
    year = born.year + LEAVES_AT + ((born.month, born.day) >= (9, 1))
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def state_of(day: date, today: date, *, ahead: int) -> str:
    """Past; so near that it is being prepared; or still to come."""
    if day < today:
        return PAST
    return NOW if ahead and months_before(day, ahead) <= today else COMING


def is_said(day: date, today: date, *, ahead: int) -> bool:
    """Whether what changes on that day is told already, and still new: until a month after it."""
    return bool(ahead) and months_before(day, ahead) <= today <= day + timedelta(days=31)


def opens(day: date, today: date, *, ahead: int) -> bool:
    """Whether what must be prepared is begun: from then until the day itself."""
    return bool(ahead) and months_before(day, ahead) <= today <= day


def born_between(when: When, today: date, *, ahead: int) -> tuple[date, date]:
    """Within these days of birth lies whoever comes to it in that time; `day_of` decides exactly."""
    least, most = (4, 18) if when.compulsory else (0, 0)
    if when.compulsory == "starts":
        least, most = 4, 7
    elif when.compulsory:
        least, most = 15, 18
    elif when.school_year is not None:
        least, most = when.school_year + FIRST_YEAR - 1, when.school_year + FIRST_YEAR + 2
    elif when.birthday is not None:
        least, most = when.birthday - 1, when.birthday + 1
    first = months_before(today, 12 * most)
    return first, months_before(today, 12 * least - ahead)


def age_said(born: date, day: date) -> int:
    """How old somebody is on that day; none where it is before they were born."""
    return max(age_on(born, day), 0)
