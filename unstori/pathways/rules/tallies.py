"""How long ago help was first asked, in bands that a manager reads. No Django."""

from datetime import date, timedelta

# Weeks; the last band has no end. None in law: 18 weeks is England's measure of a wait (RTT), 26 that of Wales.
BANDS = (4, 12, 18, 26, 52)


def band(first: date, today: date) -> int:
    """Which of the bands, from 0: under four weeks, to five: a year and more."""
    days = (today - first).days
    return sum(days >= weeks * 7 for weeks in BANDS)


def span(number: int, today: date) -> tuple[date | None, date | None]:
    """The days on which help was first asked in a band: after the first and up to the second, where there is one."""
    after = today - timedelta(weeks=BANDS[number]) if number < len(BANDS) else None
    until = today - timedelta(weeks=BANDS[number - 1]) if number else None
    return after, until
