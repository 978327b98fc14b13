"""A clock on a day as data, and as lines of text: for the command, and for whoever checks it against the statutes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from unstori.pathways import catalogue
from unstori.pathways.rules import ClaimNow, Period, Run, StepNow, school_leaving_day


def as_data(run: Run) -> dict[str, Any]:
    """Everything that is known of it, with stable names and both languages."""
    clock, instance = run.clock, run.instance
    return {
        "clock": clock.id, "version": clock.version, "valid_from": clock.valid_from.isoformat(),
        "jurisdiction": clock.jurisdiction, "source": clock.source, "verified": clock.verified,
        "name": _both(clock.name), "starts_on": _both(clock.starts_on), "start": instance.start.isoformat(),
        "born": _iso(instance.born), "on": run.today.isoformat(), "too_old": run.too_old,
        "compulsory_school_age_ends": _iso(school_leaving_day(instance.born) if instance.born else None),
        "ended_by": run.ended_by, "steps": [_step(run, now) for now in run.steps],
        "exceptions": [_claim(claim) for claim in run.claims],
        "rights": _rights(dict.fromkeys(right for step in clock.steps for right in step.rights)),
    }  # fmt: skip


def _step(run: Run, now: StepNow) -> dict[str, Any]:
    step, counted = now.step, now.counted
    return {
        "id": step.id, "name": _both(step.name), "who": step.who, "counts": [_period(each) for each in step.periods],
        "pick": step.pick if len(step.periods) > 1 else "", "counts_from": _iso(now.begins),
        "due": _iso(counted.due if counted else None), "last_day": _iso(counted.last_day if counted else None),
        "days_from_start": (counted.due - run.instance.start).days if counted else None,
        "estimated": bool(counted and counted.estimated), "expected": now.expected, "at_least": step.at_least,
        "only_if": _both(step.only_if) if step.only_if else None, "state": now.state, "days": now.days,
        "done": _iso(now.done), "excused_by": list(now.excused_by), "will_be_late": now.will_be_late,
        "needed_by": _iso(now.by), "whose_rights": run.whose_rights(counted.due) if counted else "",
        "tell": list(step.tell), "rights": list(step.rights), "source": step.source, "verified": step.verified,
    }  # fmt: skip


def _period(period: Period) -> dict[str, Any]:
    units = ("years", "months", "weeks", "days", "working_days", "school_days")
    said: dict[str, Any] = {unit: getattr(period, unit) for unit in units if getattr(period, unit)}
    if period.on:
        said["on"] = "{:02d}-{:02d}".format(*period.on)
    return {
        "from": period.origin,
        **said,
        "first_day": period.first_day,
        "ends": period.ends,
        "before": period.before,
    }


def _claim(now: ClaimNow) -> dict[str, Any]:
    return {
        "code": now.claim.code, "from": now.claim.first.isoformat(), "to": now.claim.last.isoformat(),
        "name": _both(now.excuse.name), "holds": now.holds, "why_not": now.why_not, "excuses": list(now.excuses),
        "asked_from": _iso(now.asked.first if now.asked else None),
        "asked_to": _iso(now.asked.last if now.asked else None), "moves_days": 0,
        "evidence": _both(now.excuse.evidence), "source": now.excuse.source, "verified": now.excuse.verified,
    }  # fmt: skip


def _rights(ids: Any) -> list[dict[str, Any]]:
    every = catalogue.words()["rights"]
    return [
        {
            "id": id,
            "words": _both(every[id]["words"]),
            "source": every[id]["source"],
            "verified": every[id]["verified"],
        }
        for id in ids
    ]


def _both(words: Any) -> dict[str, str]:
    return {"en": words.en, "cy": words.cy}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_lines(run: Run) -> Iterator[str]:
    """In English, as commands speak."""
    clock, parties = run.clock, catalogue.words()["parties"]
    yield f"{clock.name.en} ({clock.id} {clock.version}, {clock.jurisdiction.title()}), on {run.today}"
    yield f"{clock.starts_on.en}: {_said(run.instance.start)}"
    if run.too_old:
        yield f"Too old at the start: this law is for those under {clock.under_age}."
    for now in run.steps:
        yield ""
        yield f"{_when(now)}  {now.step.name.en}"
        yield f"    {parties[now.step.who].en}; {_state(run, now)}"
        if now.step.only_if:
            yield f"    {now.step.only_if.en}"
        yield f"    {now.step.source}{'' if now.step.verified else ' [not yet confirmed]'}"
    for claim in run.claims:
        yield ""
        excused = f"excuses {', '.join(claim.excuses)}" if claim.holds else f"does not hold: {claim.why_not}"
        yield f"Exception {claim.claim.code}, {claim.claim.first} to {claim.claim.last}: {excused}. It moves no day."
        if claim.asked:
            yield f"    only where asked for from {claim.asked.first} to {claim.asked.last}"
        yield f"    {claim.excuse.source}{'' if claim.excuse.verified else ' [not yet confirmed]'}"


def _said(day: date) -> str:
    return f"{day.isoformat()} ({day:%A})"


def _when(now: StepNow) -> str:
    if now.counted is None:
        return f"by {_said(now.by)} to be in time for {now.after}" if now.by else "no day yet"
    word = (
        "until at least"
        if now.step.at_least
        else "before"
        if now.counted.due > now.counted.last_day
        else "by"
    )
    later = f", in time until {_said(now.counted.last_day)}" if now.counted.last_day > now.counted.due else ""
    return (
        f"{word} {_said(now.counted.due)}{later}{' (estimate: term dates)' if now.counted.estimated else ''}"
    )


def _state(run: Run, now: StepNow) -> str:
    words = {
        "late": f"{now.days} days late if it was not done", "done_late": f"done {now.days} days late",
        "done": "done in time", "due": f"{now.days} days left", "open": f"{now.days} days left",
        "over": "this time is over", "ended": f"no longer due: {run.ended_by}", "unknown": "counts from what is not known",
    }  # fmt: skip
    said = "no day of its own" if not now.step.periods and not now.done else words[now.state]
    if now.expected:
        said += ", counted from the last day of what comes before"
    if now.will_be_late:
        said += f", will be at least {now.will_be_late} days late"
    return said + (f", excused by {', '.join(now.excused_by)}" if now.excused_by else "")
