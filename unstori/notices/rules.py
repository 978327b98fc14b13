"""When somebody is told, and where: pure, so that each can be read as a table."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

OFTEN = ("at_once", "daily", "weekly", "never")
WAYS = ("email", "text", "letter", "none")
MOBILE = re.compile(r"^(\+44|0)7\d{9}$")
POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", re.IGNORECASE)
LETTER_LINES = range(2, 8)  # a letter has at least a street and a postcode; the post takes seven lines


@dataclass(frozen=True)
class Where:
    """On which way, and to which address."""

    way: str
    to: str


def where(*, safe: Where | None, chosen: Where, own_email: str) -> Where | None:
    """Where a message may go, or None: nowhere.

    What somebody said is safe comes before all that they chose; a choice can only say less. A safe phone is for
    calls until they say that it may be texted: a text stays on the screen.
    """
    if chosen.way == "none" or (safe and safe.way == "none"):
        return None
    if safe and safe.way == "phone":
        return Where("text", mobile(safe.to)) if chosen.way == "text" and mobile(safe.to) else None
    found = safe or (Where("email", own_email) if chosen.way == "email" else chosen)
    return found if found.to.strip() else None


def mobile(number: str) -> str:
    """A mobile number without its spaces, or nothing where it is none."""
    bare = re.sub(r"[\s()-]", "", number)
    return bare if MOBILE.match(bare) else ""


def lines_of(address: str) -> list[str]:
    """A postal address as lines, however it was typed."""
    parts = address.splitlines() if "\n" in address.strip() else address.split(",")
    return [part.strip() for part in parts if part.strip()]


def check_way(*, way: str, to: str, asks_for_it: bool) -> None:
    """A way is of use only with a number or address that can be used."""
    if way not in WAYS:
        raise ValueError(f"no way {way!r}")
    if way == "text" and asks_for_it and not mobile(to):
        raise RuleBroken(_("Write down a mobile number, for example 07700 900123."))
    if way == "letter" and asks_for_it and not is_postal(to):
        raise RuleBroken(
            _("Write down the whole address: name of the house or street, town, and the postcode last.")
        )


def is_postal(address: str) -> bool:
    """Whether the post could bring it: some lines, a postcode at the end."""
    lines = lines_of(address)
    return len(lines) in LETTER_LINES and bool(POSTCODE.match(lines[-1]))


def check_often(often: Mapping[str, str], kinds: Iterable[str]) -> None:
    """Each kind that there is, told as often as there is."""
    wrong = set(often) - set(kinds) or set(often.values()) - set(OFTEN)
    if wrong:
        raise ValueError(f"not known: {sorted(wrong)}")


def check_pause(*, until: date, today: date) -> None:
    """A pause has an end: what is late would else be silent for ever. Whoever wants that says 'never'."""
    if until <= today:
        raise RuleBroken(_("Choose a day after today."))
    if until > today + timedelta(days=366):
        raise RuleBroken(_("Choose a day within a year. To hear nothing for longer, choose “never”."))


def is_told_now(often: str, *, digest: bool, weekly: bool) -> bool:
    """Whether this kind is told on this occasion. The morning also tells what came by time alone, at once or not."""
    if often == "weekly":
        return digest and weekly
    return often == "at_once" or (often == "daily" and digest)


def week_began(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def is_too_soon(last: datetime | None, *, now: datetime, gap_hours: int) -> bool:
    """Whether another message on this way would be one too many; what waits is told next time."""
    return last is not None and now < last + timedelta(hours=gap_hours)


def not_before(moment: datetime, *, quiet_from: int, quiet_until: int) -> datetime:
    """The moment itself, or when the quiet hours around it are over. `moment` is in London's time."""
    hour = moment.hour
    if quiet_from == quiet_until:
        return moment.astimezone(UTC)
    wraps = quiet_from > quiet_until
    quiet = hour >= quiet_from or hour < quiet_until if wraps else quiet_from <= hour < quiet_until
    if not quiet:
        return moment.astimezone(UTC)
    day = moment.date() + timedelta(days=1 if wraps and hour >= quiet_from else 0)
    return datetime.combine(day, time(quiet_until), moment.tzinfo).astimezone(UTC)


def prints_letters(*, kind: str, on_duty: bool, vouched: bool) -> bool:
    """Who posts an organisation's letters: its administrators, and whoever is on duty in a team of it."""
    return vouched and (kind == "administrator" or (kind == "worker" and on_duty))
