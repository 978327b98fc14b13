"""Single values of an entry: whether one can be what it says it is. Each answers with the problem, or with None.

Sources stand in `definitions/hsds-uk-1.toml`.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from unstori.core.errors import gettext_noop as _


class Problem(StrEnum):
    """Reasons are msgids of this room's catalogue; pages translate them."""

    MISSING = _("This is missing.")
    EMPTY = _("This says nothing.")
    NOT_TEXT = _("This is not text.")
    BAD_TEXT = _("This text has characters that cannot be kept.")
    NOT_A_PART = _("This has the wrong shape.")
    NOT_A_LIST = _("This is not a list.")
    NOT_A_NUMBER = _("This is not a number.")
    BEYOND = _("There is no such value: it is too small or too big.")
    BACKWARDS = _("This ends before it begins.")
    NOT_UUID = _("This is not a UUID.")
    NOT_EMAIL = _("This is not an email address.")
    NOT_LINK = _("This is not a web address that starts with http or https.")
    NOT_URI = _("This is not an address.")
    NOT_DATE = _("There is no such date.")
    NOT_INSTANT = _("This is not a date with a time and its zone.")
    NOT_TIME = _("There is no such time.")
    NOT_DAYS = _("These are not days of the week such as MO,TU.")
    NOT_MONTH_DAYS = _("These are not days of a month.")
    NOT_POSTCODE = _("This is not a postcode.")
    NOT_A_CHOICE = _("The standard does not allow this value here.")


SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
NEVER = ("javascript:", "data:", "vbscript:", "file:")
EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?")
DAYS = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
# Whole, or the part before the space: a meeting place may be known no closer than its district.
POSTCODE = re.compile(r"(?:GIR|[A-Z]{1,2}\d[A-Z\d]?)(?: ?\d[A-Z]{2})?", re.IGNORECASE)
HERE = {"", "gb", "gbr", "uk", "united kingdom", "great britain", "england", "wales", "cymru", "scotland",
        "northern ireland"}  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def says(value: str) -> bool:
    """Whether there is anything to be seen: blanks and signs without a shape are nothing."""
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in value)


def text(value: str) -> Problem | None:
    """NUL cannot be kept by PostgreSQL, half a surrogate by nobody."""
    return Problem.BAD_TEXT if CONTROL.search(value) else None


def uuid(value: str) -> Problem | None:
    try:
        return None if str(UUID(value)) == value.lower() else Problem.NOT_UUID
    except ValueError:
        return Problem.NOT_UUID


def email(value: str) -> Problem | None:
    return None if EMAIL.fullmatch(value) and ".." not in value else Problem.NOT_EMAIL


def link(value: str) -> Problem | None:
    """Only what a browser may be led to."""
    try:
        parts = urlsplit(value)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        parts.port  # noqa: B018  a port that is no number raises
    except ValueError:
        return Problem.NOT_LINK
    return None if good and not re.search(r"[\s<>\"{}|\\^`]", value) else Problem.NOT_LINK


def uri(value: str) -> Problem | None:
    """A name that may lead nowhere; never one that runs."""
    good = SCHEME.fullmatch(value) and not value.lower().startswith(NEVER)
    return None if good else Problem.NOT_URI


def picture(value: str) -> Problem | None:
    return link(value) if SCHEME.match(value) else None


def day(value: str) -> Problem | None:
    try:
        return None if str(date.fromisoformat(value)) == value else Problem.NOT_DATE
    except ValueError:
        return Problem.NOT_DATE


def instant(value: str) -> Problem | None:
    if not INSTANT.fullmatch(value):
        return Problem.NOT_INSTANT
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return Problem.NOT_INSTANT
    return None


def clock_time(value: str) -> Problem | None:
    """24:00 is how many say midnight."""
    found = TIME.fullmatch(value)
    if not found:
        return Problem.NOT_TIME
    hour, minute, second = (int(part or 0) for part in found.groups())
    if (hour, minute, second) == (24, 0, 0):
        return None
    try:
        time(hour, minute, second)
    except ValueError:
        return Problem.NOT_TIME
    return None


def byday(value: str) -> Problem | None:
    good = all(DAYS.fullmatch(part.strip()) for part in value.upper().split(","))
    return None if good else Problem.NOT_DAYS


def bymonthday(value: str) -> Problem | None:
    parts = [part.strip() for part in value.split(",")]
    good = all(re.fullmatch(r"[+-]?\d{1,2}", part) and 1 <= abs(int(part)) <= 31 for part in parts)
    return None if good else Problem.NOT_MONTH_DAYS


def postcode(value: str) -> Problem | None:
    return None if not value.strip() or POSTCODE.fullmatch(value.strip()) else Problem.NOT_POSTCODE


def number(value: Any, limits: tuple[float, float]) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return Problem.NOT_A_NUMBER
    return None if limits[0] <= value <= limits[1] else Problem.BEYOND


WRITTEN: dict[str, Callable[[str], Problem | None]] = {
    "text": text, "uuid": uuid, "email": email, "link": link, "uri": uri, "picture": picture, "date": day,
    "instant": instant, "time": clock_time, "byday": byday, "bymonthday": bymonthday, "postcode": postcode,
}  # fmt: skip
