"""What is due, late, still true and allowed in a story. Pure, so that truth tables can test it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.access.rules.files import AUDIO, IMAGE, VIDEO
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

SOON = 7
PEOPLE_ADD = ("note", "good_day", "worry", "milestone", "contact", "visit")
CONTACTS = ("contact", "visit")
# Rooms above note what was done in them. Nobody wrote these rows, so they may fold; these few never do.
NOTED = "happened"
TOLD_APART = ("glass.broken", "promise.kept", "review.held")
WRITTEN = "written"


@dataclass(frozen=True)
class Standing:
    """Where a promise stands: kept, late by days, due today, soon, or open."""

    state: str
    days: int = 0


def is_noted(*, kind: str, event: str, words: str, source: str) -> bool:
    """Whether a row only notes what was done elsewhere, without anybody's words."""
    return kind == NOTED and bool(event) and event not in TOLD_APART and not (words or source)


def promise_standing(*, due_on: date, kept: bool, today: date) -> Standing:
    """A promise is late the day after its day, and says by how many days."""
    gap = (due_on - today).days
    if kept:
        return Standing("kept")
    if gap < 0:
        return Standing("late", -gap)
    if gap == 0:
        return Standing("due")
    return Standing("soon" if gap <= SOON else "open", gap)


def check_promise(*, what: str, due_on: date, today: date) -> None:
    """An "I will" has words and a day that can still be kept."""
    if not what.strip():
        raise RuleBroken(_("Say what was promised."))
    if due_on < today:
        raise RuleBroken(_("Choose today or a day to come."))


def can_move_promise(*, is_owner: bool, same_organisation: bool, decides: bool, kept: bool) -> bool:
    """Its owner, a colleague of theirs or whoever decides for the person may keep it or hand it over."""
    return not kept and (is_owner or same_organisation or decides)


def check_move_promise(*, is_owner: bool, same_organisation: bool, decides: bool, kept: bool) -> None:
    """The raising form of `can_move_promise`."""
    if kept:
        raise RuleBroken(_("This promise was kept already."))
    if not can_move_promise(
        is_owner=is_owner, same_organisation=same_organisation, decides=decides, kept=kept
    ):
        raise RuleBroken(_("Only the one who promised, a colleague of theirs or the family can do this."))


def check_entry(*, kind: str, words: str, title: str, files: int, first_day: date, today: date) -> None:
    """Somebody adds what happened: something was said or shown, and it has happened."""
    if kind not in PEOPLE_ADD:
        raise RuleBroken(_("Choose what it was."))
    if not (words.strip() or title.strip() or files):
        raise RuleBroken(_("Write something, or add a file."))
    if first_day > today:
        raise RuleBroken(_("This day is still to come. What somebody will do is a promise."))


def unsaid_of_contact(*, kind: str, way: str, with_whom: str) -> list[str]:
    """What a call or a visit must say beside its words: how, and with whom."""
    said = {"contact_way": way, "contact_with": with_whom.strip()}
    return [name for name, words in said.items() if kind in CONTACTS and not words]


def check_correctable(*, kind: str, is_corrected: bool) -> None:
    """What people wrote can be corrected once; the next correction is made to the newest."""
    if is_corrected:
        raise RuleBroken(_("This was corrected already. Correct the newest one."))
    if kind not in PEOPLE_ADD:
        raise RuleBroken(_("This cannot be corrected here."))


def add_months(day: date, months: int) -> date:
    """The same day some months later; the month's last day where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def ask_again_on(*, last_said: date, months: int) -> date:
    """The day from which a fact asks "still true?"."""
    return add_months(last_said, months)


def check_tell(*, words: str, many: bool, known: bool, related: bool) -> None:
    """A fact of which there is one is told once: then it is changed, or two versions stand together."""
    if not words.strip():
        raise RuleBroken(_("Write it in your own words."))
    if known and not many and not related:
        raise RuleBroken(
            _("This is known already. Say whether it has changed, or whether you see it differently.")
        )


def check_settle(*, is_settler: bool, decides: bool, settled: bool) -> None:
    """The one named settles it, or whoever decides for the person."""
    if settled:
        raise RuleBroken(_("This was settled already."))
    if not (is_settler or decides):
        raise RuleBroken(_("Somebody else is named to settle this."))


def opens_in_the_page(media_type: str) -> bool:
    """Pictures, sound and film open in the page; everything else is saved to the device."""
    return media_type.startswith((IMAGE, AUDIO, VIDEO)) and media_type != "image/heic"


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a `Range` that asks for one (RFC 9110, 14.1.2); None for the whole file."""
    unit, equals, asked = header.partition("=")
    first, dash, last = asked.strip().partition("-")
    if unit != "bytes" or not equals or not dash or "," in asked or not (first + last).isdigit():
        return None
    begin = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if begin > end:
        raise ValueError(header)
    return begin, end


def week_before(today: date) -> date:
    """Where "lately" begins."""
    return today - timedelta(days=6)
