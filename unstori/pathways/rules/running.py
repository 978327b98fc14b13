"""A clock that runs: what is due when, what is late, what excuses it, and what will be late unless something comes soon.

An exception never moves a date: lateness stays lateness, with a reason beside it (SI 2014/1530 regs 5(4), 10(4), 13(3)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.pathways.rules.calendars import Calendar, Span, TooFar, age_on, school_leaving_day
from unstori.pathways.rules.clocks import Claim, Clock, Excuse, Instance, Step
from unstori.pathways.rules.counting import START, Counted, count


@dataclass(frozen=True)
class StepNow:
    """One step of a clock as it stands on a day. `days` is how late it is, or how many are left."""

    step: Step
    state: str  # unknown, ended, done, done_late, open, over, due, late
    begins: date | None = None
    counted: Counted | None = None
    done: date | None = None
    days: int = 0
    expected: bool = False  # counted from something that has not happened yet
    excused_by: tuple[str, ...] = ()
    will_be_late: int = 0  # days, even if all that must come before it comes today
    by: date | None = None  # the last day on which what comes after can still be in time
    after: str = ""  # what must come after it

    @property
    def is_late(self) -> bool:
        return self.state in ("late", "done_late")


@dataclass(frozen=True)
class ClaimNow:
    """Whether an exception holds, of which steps, and why not. `asked` is when it must have been asked for."""

    claim: Claim
    excuse: Excuse
    why_not: str = ""  # too_short, not_asked_then, not_in_time
    excuses: tuple[str, ...] = ()
    asked: Span | None = None

    @property
    def holds(self) -> bool:
        return not self.why_not


@dataclass(frozen=True)
class Run:
    """A whole clock on a day."""

    clock: Clock
    instance: Instance
    today: date
    steps: tuple[StepNow, ...]
    claims: tuple[ClaimNow, ...]
    ended_by: str = ""
    too_old: bool = False

    @property
    def is_estimate(self) -> bool:
        return any(now.counted and now.counted.estimated for now in self.steps)

    @property
    def late(self) -> tuple[StepNow, ...]:
        return tuple(now for now in self.steps if now.is_late)

    @property
    def next(self) -> StepNow | None:
        """What is due soonest, and was not done."""
        waiting = [now for now in self.steps if now.state == "due" and now.counted]
        return min(waiting, key=lambda now: now.counted.last_day) if waiting else None  # type: ignore[union-attr]

    def whose_rights(self, day: date) -> str:
        """Rights pass to the young person after compulsory school age, not on a birthday."""
        born = self.instance.born
        if not self.clock.passes_on or born is None:
            return ""
        return "young_person" if day > school_leaving_day(born) else "parent"


def check_instance(clock: Clock, instance: Instance, today: date) -> None:
    """What is said about a clock can be true of it. Raises RuleBroken."""
    if instance.start < clock.valid_from:
        raise RuleBroken(_("This law did not hold yet on that day."))
    if instance.born and instance.born > instance.start and clock.under_age < 200:
        raise RuleBroken(_("Somebody is born before a clock about them starts."))
    names = {each.id for each in clock.known}
    if set(instance.known) - names or set(instance.done) - set(clock.happenings):
        raise RuleBroken(_("This clock knows nothing of that name."))
    if any(day > today for day in instance.done.values()):
        raise RuleBroken(_("Choose a day that has been."))
    codes = {each.id for each in clock.excuses}
    for claim in instance.claims:
        if claim.code not in codes:
            raise RuleBroken(_("This clock has no exception of that name."))
        if claim.first > claim.last:
            raise RuleBroken(_("An exception ends on or after the day on which it begins."))


def run(clock: Clock, instance: Instance, calendar: Calendar, today: date) -> Run:
    """Every step of a clock on a day. Raises RuleBroken when what is said cannot be."""
    check_instance(clock, instance, today)
    ended_by = next((each.id for each in clock.endings if each.id in instance.done), "")
    dated = _dated(clock, instance, calendar)
    claims = tuple(_claim_now(clock, instance, claim, dated) for claim in instance.claims)
    steps = _in_turn(clock, instance, today, dated, claims, ended_by)
    too_old = bool(instance.born) and age_on(instance.start, instance.born) >= clock.under_age  # type: ignore[arg-type]
    return Run(clock, instance, today, tuple(steps), claims, ended_by, too_old)


@dataclass(frozen=True)
class _Dated:
    step: Step
    begins: date | None
    counted: Counted | None
    expected: bool


def _dated(clock: Clock, instance: Instance, calendar: Calendar) -> dict[str, _Dated]:
    """When each step is due; what counts from a step that was not done counts from the last day of that step."""
    found: dict[str, _Dated] = {}
    for step in clock.steps:
        if not _is_for(step, instance):
            continue
        ends = [end for end in _ends(step, instance, calendar, found) if end]
        counted = [end[1] for end in ends]
        choose = max if step.pick == "later" else min
        chosen = choose(ends, key=lambda end: end[1].last_day) if ends else None
        begins, due, expected = chosen or (None, None, False)
        if due and any(each.estimated for each in counted):
            due = Counted(due.due, due.last_day, True)
        found[step.id] = _Dated(step, begins, due, expected)
    return found


def _ends(
    step: Step, instance: Instance, calendar: Calendar, found: dict[str, _Dated]
) -> Iterator[tuple[date, Counted, bool] | None]:
    for period in step.periods:
        origin, expected = _origin(period.origin, instance, found)
        if origin is None:
            continue
        try:
            yield origin, count(period, origin, calendar), expected
        except TooFar:
            yield None


def _origin(name: str, instance: Instance, found: dict[str, _Dated]) -> tuple[date | None, bool]:
    if name == START:
        return instance.start, False
    said = instance.known.get(name) or instance.done.get(name)
    if said or name not in found:
        return said, False
    counted = found[name].counted
    return (counted.last_day, True) if counted else (None, False)


def _is_for(step: Step, instance: Instance) -> bool:
    """Where the age is known, only what the law says of that age."""
    if instance.born is None:
        return True
    return step.from_age <= age_on(instance.start, instance.born) < step.under_age


def _claim_now(clock: Clock, instance: Instance, claim: Claim, dated: dict[str, _Dated]) -> ClaimNow:
    excuse = next(each for each in clock.excuses if each.id == claim.code)
    span, asked = Span(claim.first, claim.last), None
    if span.days < excuse.least_days:
        return ClaimNow(claim, excuse, "too_short")
    if excuse.asked:
        early = timedelta(weeks=excuse.weeks_early)
        asked = Span(claim.first - early, claim.last + timedelta(1) - early)
        said = instance.start if excuse.asked == START else instance.known.get(excuse.asked)
        if said and said not in asked:
            return ClaimNow(claim, excuse, "not_asked_then", asked=asked)
        span = Span(said, said) if said else asked
    excuses = tuple(
        each.step.id
        for each in dated.values()
        if excuse.id in each.step.excuses and _within(each, span, 1 if asked else excuse.least_days)
    )
    return ClaimNow(claim, excuse, "" if excuses else "not_in_time", excuses, asked)


def _within(dated: _Dated, span: Span, least: int) -> bool:
    """Whether enough of it lies within the time of a step."""
    if dated.begins is None or dated.counted is None:
        return False
    first, last = max(dated.begins, span.first), min(dated.counted.last_day, span.last)
    return (last - first).days + 1 >= max(least, 1)


def _in_turn(
    clock: Clock, instance: Instance, today: date, dated: dict[str, _Dated], claims: tuple[ClaimNow, ...],
    ended_by: str,
) -> Iterator[StepNow]:  # fmt: skip
    done = dict(instance.done)
    for ending in clock.endings:
        if ending.id == ended_by:
            done |= {step: done[ending.id] for step in ending.done if step not in done}
    earliest = _earliest(dated, done, today)
    for each in dated.values():
        excused = tuple(claim.claim.code for claim in claims if each.step.id in claim.excuses)
        if each.step.id in done or not ended_by:
            by, after = _needed_by(each.step, dated, done)
            yield _step_now(each, done.get(each.step.id), today, excused, earliest, by, after)
        else:
            yield StepNow(each.step, "ended", each.begins, each.counted)


def _earliest(dated: dict[str, _Dated], done: dict[str, date], today: date) -> dict[str, date]:
    """The first day on which each step can be done, when all that must come before it comes today."""
    found: dict[str, date] = {}
    for name, each in dated.items():
        before = [found[need.step] + timedelta(need.gap) for need in each.step.needs if need.step in found]
        found[name] = done.get(name) or max([today, *before])
    return found


def _needed_by(step: Step, dated: dict[str, _Dated], done: dict[str, date]) -> tuple[date | None, str]:
    """Until when it must be done, so that what needs it can be in time."""
    limits = [
        (other.counted.last_day - timedelta(need.gap), other.step.id)
        for other in dated.values()
        for need in other.step.needs
        if need.step == step.id and other.counted and other.step.id not in done
    ]
    return min(limits) if limits else (None, "")


def _step_now(
    each: _Dated, done: date | None, today: date, excused: tuple[str, ...], earliest: dict[str, date],
    by: date | None, after: str,
) -> StepNow:  # fmt: skip
    step, counted = each.step, each.counted
    facts = {"begins": each.begins, "counted": counted, "done": done, "expected": each.expected,
             "by": None if done else by, "after": after}  # fmt: skip
    if counted is None:
        return StepNow(step, "done" if done else "unknown", **facts)  # type: ignore[arg-type]
    late = ((done or today) - counted.last_day).days
    if step.at_least:
        return StepNow(step, "over" if late > 0 else "open", days=max(-late, 0), **facts)  # type: ignore[arg-type]
    will_be = 0 if done or late > 0 else max((earliest[step.id] - counted.last_day).days, 0)
    state = ("done_late" if late > 0 else "done") if done else ("late" if late > 0 else "due")
    return StepNow(
        step, state, days=abs(late), excused_by=excused, will_be_late=will_be, **facts,  # type: ignore[arg-type]
    )  # fmt: skip
