"""Days as the UK writes them, or ISO. Which number is the month is asked once for a file, never guessed by row."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from unstori.core import dates

NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})(?: 0?0:00(?::00)?)?")
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?")


def order_of(texts: Iterable[str]) -> str:
    """`day`, when the file itself shows that the day comes first; `ask`, when it does not; empty without such days."""
    found = [(int(said[1]), int(said[2])) for text in texts if (said := NUMBERS.fullmatch(text.strip()))]
    if not found:
        return ""
    day_first = any(first > 12 for first, _ in found)
    return "day" if day_first and not any(second > 12 for _, second in found) else "ask"


def read_day(text: str, order: str) -> date | str:
    """The day, or what is wrong with it."""
    if said := ISO.fullmatch(text):
        return _made(*map(int, said[1].split("-")))
    if said := NUMBERS.fullmatch(text):
        if len(said[3]) == 2:
            return "short_year"
        first, second, year = int(said[1]), int(said[2]), int(said[3])
        return _made(year, first, second) if order == "month" else _made(year, second, first)
    try:
        kept = dates.read_partial(text) if text[:1].isdigit() else ""
        return datetime.strptime(kept, "%Y-%m-%d").date()
    except ValueError:
        return "no_such_day"


def _made(year: int, month: int, day: int) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return "no_such_day"
