"""A tried clock as a line: each step a number on it, where its day falls. The list beside it says the same in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unstori.core.dates import format_date
from unstori.pathways.presenters.running import _order
from unstori.pathways.rules import Run

WIDTH, LEFT, RIGHT = 360, 18, 342
APART = 24  # so that two numbers can be read side by side
KINDS = {"late": "late", "done": "done", "done_late": "done", "ended": "off"}


def line(run: Run) -> dict[str, Any] | None:
    """Nothing is drawn of fewer than two days."""
    steps = sorted(run.steps, key=_order)
    days = [(number, now, _day(now)) for number, now in enumerate(steps, 1)]
    placed = [(number, now, day) for number, now, day in days if day]
    span = [run.instance.start, *(day for _number, _now, day in placed)]
    first, last = min(span), max(span)
    if first == last:
        return None
    wanted = [_x(day, first, last) for _number, _now, day in placed]
    marks = [
        {
            "number": number,
            "x": x,
            "kind": "off" if now.step.only_if and not now.done else KINDS.get(now.state, "later"),
        }
        for (number, now, _on), x in zip(placed, _spread(wanted), strict=True)
    ]
    return {
        "width": WIDTH, "left": LEFT, "right": RIGHT, "marks": marks, "start": _x(run.instance.start, first, last),
        "today": _x(run.today, first, last) if first <= run.today <= last else None,
        "first": format_date(first, year=True), "last": format_date(last, year=True),
        "words": _words(placed, first, last),
    }  # fmt: skip


def _day(now: Any) -> date | None:
    return now.done or (now.counted.last_day if now.counted else now.by)


def _x(day: date, first: date, last: date) -> float:
    return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)


def _spread(wanted: list[float]) -> list[float]:
    """Kept in order and apart: pushed to the right, then back from the end."""
    placed: list[float] = []
    for x in wanted:
        placed.append(max(x, placed[-1] + APART if placed else x))
    limit: float = RIGHT
    for index in reversed(range(len(placed))):
        placed[index] = round(min(placed[index], limit), 1)
        limit = placed[index] - APART
    return placed


def _words(placed: list[tuple[int, Any, date]], first: date, last: date) -> str:
    said = [f"{number}: {format_date(day, year=True)}" for number, _now, day in placed]
    between = _("From %(first)s to %(last)s.") % {
        "first": format_date(first, year=True),
        "last": format_date(last, year=True),
    }
    return f"{between} {', '.join(said)}."
