"""Values that can mean one thing only, however a feed writes them: "9.30am", "Mon-Fri", "£3", "cf101aa", "27/5/2026".

What could mean two things (3/4/2026, "mornings", "£3-£5") comes back as it is: it is refused, or looked at.
"""

import re
from collections.abc import Callable
from typing import Any

from unstori.directory.rules import values
from unstori.directory.rules.finding import DAYS as CODES
from unstori.directory.rules.hours import time_of

DAYS = {
    "monday": 0, "mon": 0, "mo": 0, "llun": 0, "tuesday": 1, "tues": 1, "tue": 1, "tu": 1, "mawrth": 1,
    "wednesday": 2, "weds": 2, "wed": 2, "we": 2, "mercher": 2, "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "th": 3, "iau": 3, "friday": 4, "fri": 4, "fr": 4, "gwener": 4, "saturday": 5, "sat": 5, "sa": 5, "sadwrn": 5,
    "sunday": 6, "sun": 6, "su": 6, "sul": 6,
}  # fmt: skip
SEVERAL = {
    "weekday": range(5), "weekdays": range(5), "weekend": range(5, 7), "weekends": range(5, 7), "daily": range(7),
    "everyday": range(7), "every day": range(7), "all week": range(7), "bob dydd": range(7), "7 days a week": range(7),
    "seven days a week": range(7),
}  # fmt: skip
FREE = ("free", "no cost", "no charge", "free of charge", "am ddim", "rhad ac am ddim", "nil")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MONEY = re.compile(r"(?:£|GBP)?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*(?:GBP)?", re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]\d\d:\d\d.*)?")
DATED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
UNZONED = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
BARE_LINK = re.compile(
    r"(?:www\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?(?:[/?]\S*)?",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR)\s*(\d[A-Z]{2})")


def certain(value: Any, how: str, *, day_first: bool = False) -> Any:
    """The value as the standard writes it, or the same one where that is not certain. `how`: the kind of field."""
    if isinstance(value, list) and how in ("byday", "bymonthday"):
        value = ",".join(str(one) for one in value)
    if how in ("limit", "amount"):
        return number_of(value, money=how == "amount")
    if how == "date" and isinstance(value, str):
        return date_of(value.strip(), day_first)
    read = READ.get(how)
    return read(value.strip()) if read and isinstance(value, str) else value


def number_of(value: Any, *, money: bool = False) -> Any:
    """ "8" is a number, and of a price so are "£3.50" and "free"; "from 8" is none."""
    said = value.strip() if isinstance(value, str) else ""
    if NUMBER.fullmatch(said):
        return _plain(float(said))
    if money and said.casefold() in FREE:
        return 0
    sum_ = MONEY.fullmatch(said) if money else None
    return _plain(float(sum_[1].replace(",", "") + (sum_[2] or ""))) if sum_ else value


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def days_of(said: str) -> str:
    """ "Mon-Fri", "Saturdays and Sundays", "dydd Llun": codes in the order of the week; codes stay as they are."""
    if not values.byday(said):
        return said.upper().replace(" ", "")
    plain = re.sub(r"\bdydd(?:iau)?\b|\bon\b|\beach\b|\bevery (?!day)", " ", said.casefold())
    plain = " ".join(plain.split())
    if plain in SEVERAL:
        return ",".join(CODES[day] for day in SEVERAL[plain])
    found: set[int] = set()
    for part in re.split(r"\s*(?:[,;&/+]|\band\b|\ba\b|\bac\b)\s*", plain):
        days = _run(part)
        if not days:
            return said
        found.update(days)
    return ",".join(CODES[day] for day in sorted(found))


def _run(part: str) -> list[int]:
    """One day, or from one to another, across the end of the week too."""
    ends = [_day(end) for end in re.split(r"\s*(?:-|–|—|\bto\b|\bi\b|\buntil\b)\s*", part)]
    if len(ends) > 2 or None in ends:
        return []
    first, last = ends[0] or 0, ends[-1] or 0
    return [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]


def _day(word: str) -> int | None:
    word = word.strip(" .")
    return DAYS.get(word, DAYS.get(word.removesuffix("s")))


def date_of(said: str, day_first: bool) -> str:
    """Which number is the month is sure where only one of them can be, or where the feed always puts the day first."""
    if found := DATED.fullmatch(said):
        return found[1]
    if found := YEAR_FIRST.fullmatch(said):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    found = DAY_FIRST.fullmatch(said)
    if found and (day_first or int(found[1]) > 12 or found[1] == found[2]):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return said


def instant_of(said: str) -> str:
    """Without a zone it is taken as UTC: an hour at most, and of when something was written."""
    found = UNZONED.fullmatch(said)
    if not found:
        return said
    zone = (found[5] or "Z").upper()
    zone = zone if ":" in zone or zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    return f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}{found[4] or ''}{zone}"


def link_of(said: str) -> str:
    """As a browser reads it: a bare address is one of the web, a space stands for %20."""
    said = said.replace(" ", "%20")
    return f"https://{said}" if BARE_LINK.fullmatch(said) and "@" not in said else said


def picture_of(said: str) -> str:
    """One beside the page that it is on has no host."""
    return link_of(said) if said.casefold().startswith("www.") else said


def postcode_of(said: str) -> str:
    found = POSTCODE.fullmatch(said.upper())
    return f"{found[1]} {found[2]}" if found else said


def email_of(said: str) -> str:
    return said[7:].strip() if said.casefold().startswith("mailto:") else said


def choice_of(said: str) -> str:
    """Capitals and marks between words do not count; which list it is from is checked later."""
    return " ".join(re.split(r"[\s_-]+", said.strip()))


READ: dict[str, Callable[[str], str]] = {
    "byday": days_of, "time": time_of, "instant": instant_of, "link": link_of, "picture": picture_of,
    "postcode": postcode_of, "email": email_of, "uuid": str.lower, "choice": choice_of,
}  # fmt: skip
