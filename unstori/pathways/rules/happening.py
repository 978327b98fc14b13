"""What is happening with what was asked for: the way it has gone, who held it on each day, and when it is too quiet."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.pathways.rules import requests as rules

# The way as it is drawn; what is not on it (a question, a no) is put where it happened.
WAY = (rules.SENT, rules.RECEIVED, rules.ACCEPTED, rules.WAITING, rules.MET, rules.ACTIVE)
DONE, NOW, LATER = "done", "now", "later"
SPOKEN, HOLDER, MANAGER = "", "holder", "manager"


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the way: a state, whether it is behind, here or to come, and the day on which it was reached."""

    state: str
    at: str
    day: date | None = None


def way(state: str, reached: Sequence[tuple[str, date]]) -> list[Place]:
    """`reached`: states in the order of their turns, each with its day. What was left again is told once, where it ended up."""
    if state == rules.DRAFTED:
        return [Place(rules.DRAFTED, NOW), *(Place(one, LATER) for one in WAY)]
    last = dict(reached)
    behind = [one for one in _passed(reached) if one != state]
    told = [Place(one, DONE, last[one]) for one in behind]
    told.append(Place(state, NOW, last.get(state)))
    if state in rules.OVER:
        return told
    start = WAY.index(rules.RECEIVED if state == rules.ASKED else state)
    return told + [Place(one, LATER) for one in WAY[start + 1 :]]


def _passed(reached: Sequence[tuple[str, date]]) -> list[str]:
    """In order, without what was undone: whoever waits again has not met anybody yet."""
    passed: list[str] = []
    for state, _day in reached:
        if state in passed:
            passed = passed[: passed.index(state)]
        passed.append(state)
    return passed


def nth(states: Iterable[str]) -> int:
    """Which service it is by now: each that said no, or that another was asked instead of, is one before."""
    states = list(states)
    before = sum(state in (rules.DECLINED, rules.REDIRECTED) for state in states)
    return before + any(state in rules.OPEN for state in states)


def silence(last: date | None, today: date, *, days: int, then: int) -> str:
    """Whom it concerns that nobody spoke with the family: nobody yet, who holds it, and then who manages."""
    if last is None or (today - last).days <= days:
        return SPOKEN
    return MANAGER if (today - last).days > days + then else HOLDER


@dataclass(frozen=True, slots=True)
class Step:
    """A turn, as far as it says who holds: the day, who held from then on, and where which request stood."""

    on: date
    holder: Hashable
    request: Hashable = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both counted."""

    holder: Hashable
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def spans(steps: Iterable[Step], until: date) -> list[Span]:
    """Who held it, without a gap, from the first turn to `until`. A day is of whoever held it at its end."""
    by_day = {step.on: step.holder for step in sorted(steps, key=lambda step: step.on) if step.on <= until}
    days = sorted(by_day)
    if not days:
        return []
    found: list[Span] = []
    for day, following in zip(days, [*days[1:], until + timedelta(1)], strict=True):
        last = following - timedelta(1)
        if found and found[-1].holder == by_day[day]:
            found[-1] = Span(found[-1].holder, found[-1].first, last)
        else:
            found.append(Span(by_day[day], day, last))
    return found


def holder_on(steps: Iterable[Step], day: date) -> Hashable | None:
    """None before the first day alone."""
    return next((span.holder for span in spans(steps, day) if span.first <= day <= span.last), None)


def days_for_others(
    steps: Sequence[Step], until: date, *, elsewhere: Mapping[Hashable, Collection[Hashable]]
) -> dict[Hashable, int]:
    """For how many days each held it while a service of another organisation was being waited for.

    `elsewhere`: for each holder the requests that are not of their own organisation. A wait is from the day on which it
    was sent to the day before it began, or was over.
    """
    waits = _waits(steps, until)
    counted: dict[Hashable, int] = defaultdict(int)
    for span in spans(steps, until):
        theirs = [waits[one] for one in elsewhere.get(span.holder, ()) if one in waits]
        day = span.first
        while day <= span.last:
            counted[span.holder] += any(start <= day < end for each in theirs for start, end in each)
            day += timedelta(1)
    return {holder: number for holder, number in counted.items() if number}


def _waits(steps: Sequence[Step], until: date) -> dict[Hashable, list[tuple[date, date]]]:
    """For each request the days on which it was asked and had not begun: the first, and the day after the last."""
    open_since: dict[Hashable, date] = {}
    found: dict[Hashable, list[tuple[date, date]]] = defaultdict(list)
    for step in sorted((one for one in steps if one.request is not None), key=lambda step: step.on):
        waits = step.state in rules.UNSTARTED
        if waits:
            open_since.setdefault(step.request, step.on)
        elif step.request in open_since:
            found[step.request].append((open_since.pop(step.request), step.on))
    for request, since in open_since.items():
        found[request].append((since, until + timedelta(1)))
    return found
