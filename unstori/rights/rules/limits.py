"""Until when something can be done, and by when somebody must answer: computed from a definition, never typed.

A month ends on the same day of the next one, or on its last day where it has none (the corresponding date rule).
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from unstori.core.workdays import after_working_days


def add(day: date, *, days: int = 0, weeks: int = 0, months: int = 0) -> date:
    """A day so much later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days, weeks=weeks)


def answer_due(step: Mapping[str, Any], today: date, jurisdiction: str) -> date | None:
    """By when a step must be answered; None where the answer is not ours to wait for."""
    within = dict(step.get("answer", {}))
    if not within:
        return None
    if "working_days" in within:
        return after_working_days(today, within["working_days"], jurisdiction)
    return add(today, **within)


def last_day(limit: Mapping[str, Any], days: Mapping[str, date | None]) -> date | None:
    """The last day on which a step can be taken; None while the day that it counts from is not known."""
    begins = days.get(limit["from"])
    if begins is None:
        return None
    first = add(begins, **{unit: limit[unit] for unit in ("days", "weeks", "months") if unit in limit})
    later = last_day(limit["or_later"], days) if "or_later" in limit else None
    return max(first, later) if later else first
