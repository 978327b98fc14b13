"""What fits a question best, why, and why one might not be able to go. Whoever asks, the answer is the same."""

from dataclasses import dataclass, field
from typing import Any

from unstori.directory.models import Entry, EntryPlace
from unstori.directory.queries.entries import Wanted, found_entries, near, window
from unstori.directory.rules.asking import Asked


@dataclass(frozen=True, slots=True)
class Reason:
    """Data, worded by presenters. `code` and what `values` then holds:

    why: name {words}; words {words}; also {asked, found} (another word for it); age {least, most, said};
    day {day, opens, closes}; holidays {}; near {metres}; free {}; language {language}; access {what}; no_referral {}.
    why_not: age {least, most, said}; day {days, said}; closed {status}; cost {}; referral {}; lacks {words} (words
    that it does not have); language {language}; access {what} (nothing is said of it).
    """

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Entry  # with its live version
    score: float
    why: tuple[Reason, ...] = ()
    why_not: tuple[Reason, ...] = ()
    metres: float | None = None
    place: EntryPlace | None = None  # the nearest one, or the first


@dataclass(frozen=True, slots=True)
class Near:
    """Where is meant by what was asked, and how roughly that is known: postcode, sector, district, town, unknown."""

    said: str
    how: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """`total` is how many fit; `reach` how many of them can be paged through. `corrected`: what was looked for instead
    of what was typed. `relaxed`: none has everything that was asked, these have most."""

    total: int
    hits: tuple[Hit, ...]
    reach: int
    corrected: str = ""
    relaxed: bool = False
    near: Near | None = None


def search(asked: Asked, *, first: int = 0, count: int = 20) -> Results:
    """The best ones, from the one with number `first` on."""
    wanted = Wanted(search=" ".join(asked.words), age=asked.age, day=asked.day)
    rows = found_entries(wanted).exclude(status="defunct").order_by("name", "hsds_id")
    total = rows.count()
    point = near(asked.place) if asked.place else None
    hits = tuple(Hit(entry=row, score=1.0) for row in window(rows, first, count))
    where = Near(asked.place, "postcode" if point else "unknown", point) if asked.place else None
    return Results(total=total, hits=hits, reach=total, near=where)
