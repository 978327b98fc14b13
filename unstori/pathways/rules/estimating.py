"""How long one waits for a service, from its own record, where those who still wait count, too.

Kaplan EL, Meier P (1958), Nonparametric estimation from incomplete observations, J Am Stat Assoc 53: 457-481. Who started
is an event on that day; who still waits, was told no or took it back was seen until then, and no further (censored).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

HALF, MOST = Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Seen:
    """One request: for how many days it was seen, and whether the first contact was at their end."""

    days: int
    met: bool


@dataclass(frozen=True, slots=True)
class Estimated:
    """`half`, `most`: days after which half, nine in ten had started; None where the record cannot say."""

    half: int | None
    most: int | None
    number: int
    met: int


def survival(record: Iterable[Seen]) -> list[tuple[int, Fraction]]:
    """For each day on which somebody started the share that still waits after it. Exact: no rounding on the way.

    Who is censored on a day was still seen when those started who started on it.
    """
    rows = list(record)
    met = Counter(row.days for row in rows if row.met)
    gone = Counter(row.days for row in rows)
    at_risk, waits, found = len(rows), Fraction(1), []
    for day in sorted(gone):
        if met[day]:
            waits *= 1 - Fraction(met[day], at_risk)
            found.append((day, waits))
        at_risk -= gone[day]
    return found


def after(record: Iterable[tuple[int, Fraction]], share: Fraction) -> int | None:
    """The first day after which at least this share has started; None where too many still wait."""
    return next((day for day, waits in record if waits <= 1 - share), None)


def estimate(record: Iterable[Seen], *, least: int) -> Estimated:
    """With fewer than `least` that have started there are too few to say."""
    rows = list(record)
    met = sum(row.met for row in rows)
    if met < least:
        return Estimated(None, None, len(rows), met)
    curve = survival(rows)
    return Estimated(after(curve, HALF), after(curve, MOST), len(rows), met)


def weeks(days: int) -> int:
    """As it is said: whole weeks, rounded up, so that nobody is told less than it was."""
    return -(-days // 7)


def may_write(*, said: float | None, on: str, ours: int | None, old_after: str) -> bool:
    """Whether the record may be written over what the entry says: nothing is said, it was written from the record
    before, or it was said before `old_after`. Days are ISO dates."""
    return said is None or (ours is not None and said == ours) or on < old_after
