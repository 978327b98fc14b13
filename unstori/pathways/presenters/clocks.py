"""What a clock says, before any day is known: periods in words, how they are counted, sources, rights."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.core.dates import count, format_partial
from unstori.pathways import catalogue
from unstori.pathways.rules import START, Clock, Period, Step

ENDS = {
    "first_working_day_after": gettext_lazy("then the first working day after it"),
    "next_working_day": gettext_lazy("then the next working day, if that is none"),
    "send_tribunal": gettext_lazy(
        "in time until the next working day, if that is none, or lies in August or from 25 December to 1 January"
    ),
}
NATIONS = (("wales", gettext_lazy("Wales")), ("england", gettext_lazy("England")))


def by_nation(clocks: Iterable[Clock]) -> list[dict[str, Any]]:
    """Headings, each with its clocks."""
    every = list(clocks)
    return [
        {"id": nation, "name": name, "clocks": [one for one in every if one.jurisdiction == nation]}
        for nation, name in NATIONS
    ]


def clock(one: Clock) -> dict[str, Any]:
    """Everything about a clock that holds whatever the day."""
    names = {nation: name for nation, name in NATIONS}
    return {
        "id": one.id, "name": one.name, "about": one.about, "nation": names[one.jurisdiction],
        "starts_on": one.starts_on, "start_source": one.start_source, "source": one.source,
        "verified": one.verified, "version": one.version, "valid_from": one.valid_from, "notes": one.notes,
        "steps": [_step(one, step) for step in one.steps],
        "excuses": [
            {"name": each.name, "evidence": each.evidence, "source": each.source, "verified": each.verified}
            for each in one.excuses
        ],
        "endings": [
            {"name": each.name, "rights": rights(each.rights), "source": each.source, "verified": each.verified}
            for each in one.endings
        ],
        "rights": rights(dict.fromkeys(right for step in one.steps for right in step.rights)),
        "counted": how_counted(one), "terms": _terms(one),
    }  # fmt: skip


def _step(one: Clock, step: Step) -> dict[str, Any]:
    return {
        "id": step.id, "name": step.name, "who": party(step.who), "when": step_words(one, step),
        "only_if": step.only_if, "source": step.source, "verified": step.verified,
        "tell": [party(each) for each in step.tell],
    }  # fmt: skip


def party(id: str) -> str:
    return str(catalogue.words()["parties"][id])


def rights(ids: Iterable[str]) -> list[dict[str, Any]]:
    every = catalogue.words()["rights"]
    return [{name: every[id][name] for name in ("words", "source", "verified")} for id in ids]


def step_words(one: Clock, step: Step) -> str:
    """'6 weeks from the start', or the later of two."""
    if not step.periods:
        return _("In time for what comes after it")
    said = [period_words(one, period) for period in step.periods]
    if step.at_least:
        return _("At least %(time)s") % {"time": said[0]}
    if len(said) == 1:
        return said[0]
    both = {"one": said[0], "other": said[1]}
    return (
        _("%(one)s, or %(other)s, whichever is later") if step.pick == "later"
        else _("%(one)s, or %(other)s, whichever is sooner")
    ) % both  # fmt: skip


def period_words(one: Clock, period: Period) -> str:
    """One period: how long, from what, and how its ends are counted."""
    origin = _origin(one, period.origin)
    if period.on:
        day = format_partial("2026-{:02d}-{:02d}".format(*period.on)).removesuffix(" 2026")
        return (_("Before %(day)s of that year") if period.before else _("By %(day)s of that year")) % {
            "day": day
        }
    amount = _amount(period)
    if not amount:
        return (
            _("On the first day")
            if period.origin == START
            else _("On that day: “%(origin)s”") % {"origin": origin}
        )
    if min(period.weeks, period.months, period.days) < 0:
        return _("%(time)s before the start") % {"time": amount}
    said = {"time": amount, "origin": origin}
    whole = _("%(time)s from the start") if period.origin == START else _("%(time)s from “%(origin)s”")
    parts = [whole % said, _("that day counts as the first") if period.first_day == "counts" else ""]
    parts.append(str(ENDS.get(period.ends, "")))
    return "; ".join(part for part in parts if part)


def _origin(one: Clock, origin: str) -> str:
    known = {each.id: each.name for each in one.known} | {each.id: each.name for each in one.steps}
    return str(known.get(origin, ""))


def _amount(period: Period) -> str:
    for unit in ("year", "month"):
        if number := abs(getattr(period, f"{unit}s")):
            return count(number, unit)
    if period.weeks:
        number = abs(period.weeks)
        return ngettext("%(n)s week", "%(n)s weeks", number) % {"n": number}
    if number := period.working_days:
        return ngettext("%(n)s working day", "%(n)s working days", number) % {"n": number}
    if number := period.school_days:
        return ngettext("%(n)s school day", "%(n)s school days", number) % {"n": number}
    return count(abs(period.days), "day") if period.days else ""


def how_counted(one: Clock) -> list[str]:
    """How its periods are counted: only what this clock uses."""
    used = [period for step in one.steps for period in step.periods]
    said = []
    if any(period.first_day == "after" and _amount(period) and not period.on for period in used):
        said.append(_("The day from which something counts is left out: the day after it is the first."))
    if any(period.first_day == "counts" for period in used):
        said.append(_("Where the law says “beginning with the day”, that day is the first."))
    if any(period.months or period.years for period in used):
        said.append(_("A month ends on the same day of a later one, or on its last day where it has none."))
    if any(period.ends == "stays" for period in used):
        said.append(_("A last day on a weekend or holiday stays there: do it before."))
    if any(period.ends not in ("stays", "send_tribunal") for period in used):
        said.append(_("Where the law says so, the last day is the next working day."))
    if any(period.working_days or period.ends != "stays" for period in used):
        said.append(_("Working days leave out weekends and the bank holidays of the nation."))
    if any(period.school_days for period in used):
        said.append(
            _("School days are days with lessons: no weekends, holidays, bank holidays or closed days.")
        )
    return said


def _terms(one: Clock) -> list[dict[str, Any]]:
    if not any(period.school_days for step in one.steps for period in step.periods):
        return []
    return [
        {"source": source, "verified": read} for source, read in catalogue.terms_sources(one.jurisdiction)
    ]
