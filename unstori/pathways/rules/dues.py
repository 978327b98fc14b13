"""What is due of a process: every clock, each adviser and each direction of a tribunal, as one list in the order of need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from unstori.pathways.rules.clocks import Need
from unstori.pathways.rules.processes import DUE, OF_FAMILY, Counting, Said, applies, unanswered
from unstori.pathways.rules.running import Run, StepNow

STEP, ADVICE, DIRECTION = "step", "advice", "direction"


@dataclass(frozen=True)
class Due:
    """Who must do what by when; for the family, until when it may. `now` is the engine's step, where a clock counts it."""

    what: str  # step, advice, direction
    who: str
    day: date
    late: int = 0  # days
    clock: str = ""
    now: StepNow | None = None
    said: Said | None = None  # what was asked, or what is due
    expected: bool = False
    conditional: bool = False
    excused: tuple[str, ...] = ()
    will_be_late: int = 0
    waits_for: str = ""  # what must come first, where it will be late

    @property
    def is_choice(self) -> bool:
        """The family may: nobody of the family is ever late."""
        return self.who in OF_FAMILY

    @property
    def is_owed(self) -> bool:
        return not self.is_choice and not self.conditional

    def at_risk(self, today: date, warn_days: int) -> bool:
        soon = (self.day - today).days <= warn_days and not self.expected
        return self.is_owed and bool(self.late or self.will_be_late or soon)


@dataclass(frozen=True)
class Asked:
    """Advice that was asked, what was answered, and its clock, where the law has one."""

    ask: Said
    given: Said | None
    run: Run | None

    @property
    def now(self) -> StepNow | None:
        return self.run.steps[0] if self.run else None


def dues(
    runs: Iterable[tuple[Counting, Run]], asked: Sequence[Asked], said: Sequence[Said],
    parties: dict[Any, str], today: date,
) -> list[Due]:  # fmt: skip
    """Everything that is due or late; `parties` says from whom a direction is due, by the id of what was said."""
    found = [due for counting, each in runs for due in _of_clock(counting, each, said, bool(asked))]
    found += [due for each in asked if (due := _of_advice(each))]
    found += [
        Due(DIRECTION, parties[each.id], each.due_on, max((today - each.due_on).days, 0), said=each)
        for each in unanswered(said, DUE) if each.due_on
    ]  # fmt: skip
    return sorted(found, key=lambda due: (due.late == 0 or not due.is_owed, due.day))


def _of_clock(counting: Counting, run: Run, said: Sequence[Said], has_advice: bool) -> Iterable[Due]:
    done = [number for number, now in enumerate(run.steps) if now.state in ("done", "done_late")]
    after = max(done, default=-1)
    for number, now in enumerate(run.steps):
        if number < after or now.state not in ("due", "late", "open", "unknown"):
            continue
        holds = applies(counting, now.step.id, said)
        day = now.counted.last_day if now.counted else now.by
        if holds is False or day is None or (has_advice and now.step.who == "adviser"):
            continue
        if now.step.at_least and now.expected:
            continue  # nobody has these days yet
        conditional = now.step.only_if is not None and not holds
        if holds and (now.step.from_age or now.step.under_age < 200) and run.instance.born is None:
            conditional = True
        yield Due(
            STEP, now.step.who, day, now.days if now.state == "late" else 0, run.clock.id, now,
            expected=now.expected, conditional=conditional, excused=now.excused_by,
            will_be_late=now.will_be_late, waits_for=_waits_for(now.step.needs) if now.will_be_late else "",
        )  # fmt: skip


def _waits_for(needs: Sequence[Need]) -> str:
    return needs[0].step if needs else ""


def _of_advice(asked: Asked) -> Due | None:
    now = asked.now
    if asked.given or now is None or now.counted is None:
        return None
    late = now.days if now.state == "late" else 0
    assert asked.run is not None
    return Due(
        ADVICE, "adviser", now.counted.last_day, late, asked.run.clock.id, now, asked.ask, excused=now.excused_by
    )  # fmt: skip
