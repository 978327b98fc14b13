"""What a clock of the law is made of. Words are whatever the reader of definitions puts there; rules do not read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unstori.pathways.rules.counting import ENDS, FIRST_DAYS, START, Period


@dataclass(frozen=True)
class Need:
    """Something must come so many days before: a family has its days on a draft."""

    step: str
    days: int
    first_day: str = "after"

    @property
    def gap(self) -> int:
        """From the day on which the one is done to the first on which the other may be."""
        return self.days + (self.first_day == "after")


@dataclass(frozen=True)
class Step:
    """Something that somebody must do by a day, or for which somebody is given until a day (`at_least`)."""

    id: str
    name: Any
    who: str
    source: str
    verified: bool
    periods: tuple[Period, ...] = ()
    pick: str = "later"  # which of several ends holds
    at_least: bool = False
    only_if: Any = None
    needs: tuple[Need, ...] = ()
    excuses: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()  # what may be done when it is late
    from_age: int = 0
    under_age: int = 200


@dataclass(frozen=True)
class Excuse:
    """A reason for which lateness is excused. It moves no date."""

    id: str
    name: Any
    evidence: Any
    source: str
    verified: bool
    least_days: int = 0
    asked: str = ""  # the day of which it counts: what was asked for must have been asked within it
    weeks_early: int = (
        0  # so many weeks earlier than the excuse begins and ends, counted to when school opens again
    )


@dataclass(frozen=True)
class Ending:
    """A decision after which nothing else of the clock is due."""

    id: str
    name: Any
    source: str
    verified: bool
    done: tuple[str, ...] = ()  # the steps that it also fulfils
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A day other than the start from which something counts."""

    id: str
    name: Any


@dataclass(frozen=True)
class Clock:
    """One version of what the law says must happen by when."""

    id: str
    version: int
    valid_from: date
    jurisdiction: str
    source: str
    verified: bool
    name: Any
    about: Any
    starts_on: Any
    start_source: str
    steps: tuple[Step, ...]
    excuses: tuple[Excuse, ...] = ()
    endings: tuple[Ending, ...] = ()
    known: tuple[Known, ...] = ()
    notes: tuple[Any, ...] = ()
    under_age: int = 200
    passes_on: bool = False  # rights pass to the young person after compulsory school age

    @property
    def happenings(self) -> dict[str, Any]:
        """Everything that can be said to have happened, by id."""
        return {each.id: each.name for each in self.steps} | {each.id: each.name for each in self.endings}

    def faults(self) -> Iterator[str]:
        """What does not hold together: a clock with faults is not loaded."""
        said = {START, *(each.id for each in self.known)}
        excuses = {each.id for each in self.excuses}
        steps = {each.id for each in self.steps}
        for step in self.steps:
            for period in step.periods:
                yield from _faults_of(step.id, period, said)
            said.add(step.id)
            if not excuses.issuperset(step.excuses):
                yield f"{step.id}: an exception that is none"
            if not steps.issuperset(need.step for need in step.needs):
                yield f"{step.id}: needs what is no step"
        for ending in self.endings:
            if not steps.issuperset(ending.done) or ending.id in said:
                yield f"{ending.id}: fulfils what is no step, or has its name"
        for excuse in self.excuses:
            if excuse.asked and excuse.asked not in said:
                yield f"{excuse.id}: asked on a day that nobody knows"


def _faults_of(step: str, period: Period, said: set[str]) -> Iterator[str]:
    if period.origin not in said:
        yield f"{step}: counts from {period.origin}, which comes later or not at all"
    if period.first_day not in FIRST_DAYS or period.ends not in ENDS:
        yield f"{step}: counted in a way that there is not"
    units = ("years", "months", "weeks", "days", "working_days", "school_days", "on")
    if sum(bool(getattr(period, unit)) for unit in units) > 1:
        yield f"{step}: more than one unit"
    if (period.working_days < 0) or (period.school_days < 0):
        yield f"{step}: working and school days are counted forwards"


@dataclass(frozen=True)
class Claim:
    """Somebody says that an exception holds, from one day to another."""

    code: str
    first: date
    last: date


@dataclass(frozen=True)
class Instance:
    """One clock that runs: when it began, what is known, what has happened, what is claimed."""

    start: date
    known: Mapping[str, date] = field(default_factory=dict)
    done: Mapping[str, date] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    born: date | None = None
