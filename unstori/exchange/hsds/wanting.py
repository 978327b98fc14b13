"""What was asked of the directory's API: the standard's parameters, or a clear no."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from unstori.directory.queries import Wanted, near
from unstori.directory.rules import finding, values

USUAL, MOST = 50, 1_000
FURTHEST = 1_000_000  # metres
LONGEST = 200  # characters that somebody looks for
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Said = Mapping[str, str]


class BadAsk(Exception):
    """A parameter that cannot be understood. Leaving it out would answer something else."""


@dataclass(frozen=True, slots=True)
class Ask:
    wanted: Wanted
    page: int
    per_page: int

    @property
    def first(self) -> int:
        return (self.page - 1) * self.per_page


def paged(said: Said) -> tuple[int, int]:
    return _whole(said, "page", 1, 10**9), _whole(said, "per_page", USUAL, MOST)


def asked(said: Said, *, nearby: bool = False) -> Ask:
    """`nearby`: services at locations can be asked for by where they are."""
    page, per_page = paged(said)
    where = _where(said) if nearby else {}
    wanted = Wanted(
        search=said.get("search", "")[:LONGEST],
        term=_uuid(said, "taxonomy_term_id"),
        taxonomy=_uuid(said, "taxonomy_id"),
        minimum_age=_number(said, "minimum_age", 0, 150),
        maximum_age=_number(said, "maximum_age", 0, 150),
        start_time=_time(said, "start_time"),
        end_time=_time(said, "end_time"),
        day=_day(said),
        **where,
    )
    return Ask(wanted, page, per_page)


def _where(said: Said) -> dict[str, Any]:
    postcode = said.get("postcode", "").strip()
    within = _number(said, "proximity", 0, FURTHEST)
    if not postcode:
        if within is not None:
            raise BadAsk(_("proximity needs a postcode."))
        return {}
    if values.postcode(postcode):
        raise BadAsk(_("postcode is not a postcode."))
    if within is None:
        return {"postcode": finding.postcode_key(postcode)}
    point = near(postcode)
    if point is None:
        raise BadAsk(_("It is not known here where this postcode is."))
    return {"point": point, "within": within}


def _whole(said: Said, name: str, usual: int, most: int) -> int:
    text = said.get(name, "").strip()
    if not text:
        return usual
    if not re.fullmatch(r"[0-9]{1,10}", text) or not 1 <= int(text) <= most:
        raise BadAsk(_("%(name)s must be a whole number from 1 to %(most)s.") % {"name": name, "most": most})
    return int(text)


def _number(said: Said, name: str, least: float, most: float) -> float | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        limits = {"name": name, "least": least, "most": most}
        raise BadAsk(_("%(name)s must be a number from %(least)s to %(most)s.") % limits)
    return number


def _uuid(said: Said, name: str) -> UUID | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    if values.uuid(text):
        raise BadAsk(_("%(name)s must be a UUID.") % {"name": name})
    return UUID(text)


def _time(said: Said, name: str) -> time | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    if values.clock_time(text):
        raise BadAsk(_("%(name)s must be a time such as 09:30.") % {"name": name})
    hour, minute = text[:5].split(":")
    return time(23, 59) if hour == "24" else time(int(hour), int(minute))


def _day(said: Said) -> int | None:
    text = said.get("day", "").strip()
    if not text:
        return None
    if text.upper() in finding.DAYS:
        return finding.DAYS.index(text.upper())
    if text.lower() in DAY_NAMES:
        return DAY_NAMES.index(text.lower())
    raise BadAsk(_("day must be one of %(days)s.") % {"days": ", ".join(finding.DAYS)})
