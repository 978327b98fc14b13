"""A clock that was tried: each step's day, who must, whether it is late, what excuses that, and what one may do."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.core.dates import count, format_date
from unstori.pathways.presenters.clocks import party, rights, step_words
from unstori.pathways.rules import ClaimNow, Run, StepNow, school_leaving_day

WHY_NOT = {
    "too_short": gettext_lazy("It does not excuse anything here: it was shorter than the law asks for."),
    "not_asked_then": gettext_lazy(
        "It does not excuse anything here: the advice was not asked for at that time."
    ),
    "not_in_time": gettext_lazy("It does not excuse anything here: it lies outside the time of every step."),
}
THREAD = {"late": "late", "done": "now", "done_late": "now"}


def tried(run: Run) -> dict[str, Any]:
    """All days of a clock, in the order of time; what has no day yet comes last."""
    steps = sorted(run.steps, key=_order)
    return {
        "start": full(run.instance.start), "steps": [_step(run, now, number) for number, now in enumerate(steps, 1)],
        "claims": [_claim(run, claim) for claim in run.claims], "summary": _summary(run),
        "estimate": run.is_estimate, "too_old": _too_old(run), "whose": _whose(run),
        "rights": rights(dict.fromkeys(right for now in run.late for right in now.step.rights)),
        "ended": _ended(run),
    }  # fmt: skip


def _order(now: StepNow) -> tuple[bool, date]:
    day = now.done or (now.counted.last_day if now.counted else now.by)
    return day is None, day or date.max


def full(day: date) -> str:
    """A day with its weekday and year: letters and appeals hang on it."""
    return format_date(day, weekday=True, year=True)


def _step(run: Run, now: StepNow, number: int) -> dict[str, Any]:
    step = now.step
    state = "later" if now.state == "late" and step.only_if else THREAD.get(now.state, "later")
    excused = now.excused_by if now.is_late or now.will_be_late else ()
    return {
        "number": number, "name": step.name, "who": party(step.who), "day": _day(run, now),
        "from": step_words(run.clock, step), "state": state, "tag": tag(now), "tag_kind": _kind(now),
        "only_if": step.only_if, "source": step.source, "verified": step.verified, "expected": now.expected,
        "excused": [names_of(run, code) for code in excused], "will_be_late": _will_be_late(run, now),
    }  # fmt: skip


def names_of(run: Run, code: str) -> Any:
    return next(each.name for each in run.clock.excuses if each.id == code)


def _day(run: Run, now: StepNow) -> str:
    if now.counted is None:
        return _no_day(run, now)
    day = {"day": full(now.counted.due)}
    if now.step.at_least:
        return _("Until at least %(day)s") % day
    if now.counted.due < now.counted.last_day:
        return _("By %(day)s; in time until %(last)s") % (day | {"last": full(now.counted.last_day)})
    if now.counted.due != now.counted.last_day:
        return _("Before %(day)s") % day
    return _("On %(day)s") % day if now.counted.due == now.begins else _("By %(day)s") % day


def _no_day(run: Run, now: StepNow) -> str:
    if now.by and not now.done:
        said = {"day": full(now.by), "what": run.clock.happenings[now.after]}
        return _("By %(day)s, so that this can be in time: %(what)s") % said
    if now.done:
        return _("On %(day)s") % {"day": full(now.done)}
    return _("No day yet: it counts from a day that was not said")


def tag(now: StepNow) -> str:
    """The state in words: never by colour alone."""
    days = {"days": count(now.days, "day")}
    if now.state == "late" and now.step.only_if:
        return _("%(days)s late, if it applies and was not done") % days
    if now.state == "late":
        return _("%(days)s late, if it was not done") % days
    if now.state == "done_late":
        return _("Done, %(days)s late") % days
    if now.state in ("due", "open"):
        return _("Today is the last day") if not now.days else _("%(days)s left") % days
    return {
        "done": _("Done in time") if now.counted else _("Done"),
        "ended": _("No longer due"),
        "over": _("This time is over"),
    }.get(now.state, "")


def _kind(now: StepNow) -> str:
    if now.is_late:
        return "waiting" if now.excused_by or now.step.only_if else "late"
    return "quiet" if now.state in ("ended", "over") else "calm"


def _will_be_late(run: Run, now: StepNow) -> str:
    """What cannot be in time any more."""
    if not now.will_be_late:
        return ""
    before = next(need.step for need in now.step.needs)
    said = {"days": count(now.will_be_late, "day"), "what": run.clock.happenings[before]}
    return _("It will be at least %(days)s late, even if this comes today: %(what)s") % said


def _claim(run: Run, claim: ClaimNow) -> dict[str, Any]:
    names = run.clock.happenings
    return {
        "name": claim.excuse.name, "evidence": claim.excuse.evidence, "holds": claim.holds,
        "why_not": WHY_NOT.get(claim.why_not, ""), "excuses": [names[id] for id in claim.excuses],
        "asked": _("Only if the advice was asked for from %(first)s to %(last)s.")
        % {"first": full(claim.asked.first), "last": full(claim.asked.last)}
        if claim.holds and claim.asked and claim.excuse.asked in {each.id for each in run.clock.known} - run.instance.known.keys()
        else "",
    }  # fmt: skip


def _summary(run: Run) -> str:
    """One sentence: what is next, or what is late."""
    late = [now for now in run.late if now.state == "late" and not now.step.only_if]
    if late:
        worst = max(late, key=lambda now: now.days)
        said = {"what": worst.step.name, "days": count(worst.days, "day")}
        return _("If it was not done, this is %(days)s late: %(what)s") % said
    if run.next and run.next.counted:
        said = {"what": run.next.step.name, "day": full(run.next.counted.last_day)}
        return _("Next, at the latest on %(day)s: %(what)s") % said
    return ""


def _too_old(run: Run) -> str:
    if not run.too_old:
        return ""
    return _("At the start the person was %(age)s or older: this law is for those who are younger.") % {
        "age": run.clock.under_age
    }


def _whose(run: Run) -> str:
    born = run.instance.born
    if not born or not run.clock.passes_on:
        return ""
    leaves = school_leaving_day(born)
    said = {"day": full(leaves)}
    if leaves < run.instance.start:
        return _("The young person asks and decides: compulsory school age ended on %(day)s.") % said
    return (
        _(
            "The parent asks and decides until %(day)s, the end of compulsory school age; then the young person does."
        )
        % said
    )


def _ended(run: Run) -> dict[str, Any] | None:
    ending = next((each for each in run.clock.endings if each.id == run.ended_by), None)
    return {"name": ending.name, "rights": rights(ending.rights)} if ending else None
