"""A time of day, however somebody writes it: "9.30am", "2 yp", "0930". Pure."""

import re

from unstori.directory.rules import values

CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d\d))?(?:[:.](\d\d))?\s*(a\.?m\.?|p\.?m\.?|y\.?b\.?|y\.?p\.?|y\.?h\.?)?(Z|[+-]\d\d:\d\d)?",
    re.IGNORECASE,
)
BARE = re.compile(r"(\d\d)(\d\d)")
AFTER_NOON = ("pm", "yp", "yh")


def time_of(said: str) -> str:
    """ "9am", "9.30 pm", "0930", "9:30"; a bare "9" says nothing of morning or evening."""
    if said.casefold() in ("noon", "midday", "12 noon", "12noon", "hanner dydd"):
        return "12:00"
    if bare := BARE.fullmatch(said):
        return _clock(int(bare[1]), bare[2], "", said)
    found = CLOCK.fullmatch(said)
    if not found or not (found[2] or found[4]):
        return said
    hour, half = int(found[1]), (found[4] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return said
        hour = hour % 12 + (12 if half in AFTER_NOON else 0)
    seconds = f":{found[3]}" if found[3] else ""
    return _clock(hour, found[2] or "00", f"{seconds}{found[5] or ''}", said)


def _clock(hour: int, minute: str, rest: str, said: str) -> str:
    made = f"{hour:02}:{minute}{rest}"
    return said if values.clock_time(made) else made
