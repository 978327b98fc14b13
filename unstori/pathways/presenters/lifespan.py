"""A life as a line: the ages that matter, past and coming; and what changes on one of them, in plain or easy words."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.dates import count, format_date
from unstori.pathways.models import Transition
from unstori.pathways.presenters.timeline import LEFT, RIGHT, WIDTH, _spread
from unstori.pathways.queries.lifespan import Stage
from unstori.pathways.rules import ages

Item = dict[str, Any]
DRAWN = {ages.PAST: "done", ages.NOW: "", ages.COMING: ""}


def page(opened: Opened, stages: list[Stage]) -> Item:
    """The line, what comes, and what was."""
    numbered = list(enumerate(stages, 1))
    return {
        "line": line(opened, stages),
        "coming": [_stage(opened, number, one) for number, one in numbered if one.state != ages.PAST],
        "past": [_stage(opened, number, one) for number, one in numbered if one.state == ages.PAST],
    }


def _stage(opened: Opened, number: int, one: Stage) -> Item:
    person, row = opened.person.reference, one.transition
    may = opened.may(Permission.ADD, one.age.section)
    return {
        "number": number, "id": one.age.id, "name": one.age.name, "what": one.age.what,
        "day": format_date(one.day, year=True), "in": until(one.day), "age": count(one.years, "year"),
        "state": "now" if one.state == ages.NOW else "later",
        "href": reverse("pathways:transition", args=[person, row.pk]) if row else "",
        "tag": row.get_state_display() if row else "", "tag_kind": tag_kind(row),
        "may_begin": row is None and may and bool(one.age.items) and one.state != ages.PAST,
        "changes": reverse("pathways:changes", args=[person, one.age.id]) if one.age.easy else "",
        "sources": [{"source": source, "verified": read} for source, read in one.age.sources],
    }  # fmt: skip


def tag_kind(row: Transition | None) -> str:
    return "" if row is None else {"open": "waiting", "done": "calm"}.get(row.state, "quiet")


def until(day: date) -> str:
    """'in 6 months', 'in 12 days', 'today'; nothing of what is past."""
    days = (day - clock.today()).days
    if days < 0:
        return ""
    if days == 0:
        return _("today")
    if days < 62:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    if days < 730:
        months = round(days / 30.44)
        return ngettext("in %(n)s month", "in %(n)s months", months) % {"n": months}
    years = int(days / 365.25)
    return ngettext("in %(n)s year", "in %(n)s years", years) % {"n": years}


def line(opened: Opened, stages: list[Stage]) -> Item | None:
    """From birth to the last age; each number stands where its day falls."""
    born = opened.person.born_on
    if born is None or not stages:
        return None
    today, last = clock.today(), max(stages[-1].day, clock.today())
    wanted = [_x(one.day, born, last) for one in stages]
    places = _spread(wanted)
    marks = [
        {"number": number, "x": x, "kind": DRAWN[one.state]}
        for (number, one), x in zip(enumerate(stages, 1), places, strict=True)
    ]
    at = _x(today, born, last)
    before = [x for x, one in zip(places, stages, strict=True) if one.day <= today]
    after = [x for x, one in zip(places, stages, strict=True) if one.day > today]
    if before and after and not before[-1] < at < after[0]:  # numbers stand apart: today stays between them
        at = round((before[-1] + after[0]) / 2, 1)
    said = ", ".join(f"{number}: {one.age.name} ({one.day.year})" for number, one in enumerate(stages, 1))
    between = _("From birth to %(last)s.") % {"last": format_date(last, year=True)}
    return {
        "width": WIDTH, "left": LEFT, "right": RIGHT, "marks": marks, "start": LEFT, "today": at,
        "first": _("Birth"), "last": str(last.year), "words": f"{between} {said}.",
    }  # fmt: skip


def _x(day: date, born: date, last: date) -> float:
    return round(LEFT + (RIGHT - LEFT) * (day - born).days / max((last - born).days, 1), 1)


def changes(opened: Opened, one: Stage) -> Item:
    """What changes on that day: for the young person a line and a picture each; for others in paragraphs."""
    row = one.transition
    return {
        "id": one.age.id, "name": one.age.name, "what": one.age.what, "day": format_date(one.day, year=True),
        "in": until(one.day), "easy": one.age.easy, "parents": one.age.parents,
        "sources": [{"source": source, "verified": read} for source, read in one.age.sources],
        "transition": reverse("pathways:transition", args=[opened.person.reference, row.pk]) if row else "",
    }  # fmt: skip


def said(opened: Opened, stages: list[Stage]) -> list[Item]:
    """For the first page: that something changes, when, and where it is explained."""
    easy = opened.is_self
    return [
        {
            "heading": (_("You will be %(years)s") if one.day >= clock.today() else _("You are %(years)s now"))
            % {"years": one.years} if easy and one.age.when.birthday else str(one.age.name),
            "text": one.age.easy[1].words if easy else one.age.what, "day": format_date(one.day, year=True),
            "href": reverse("pathways:changes", args=[opened.person.reference, one.age.id]),
        }
        for one in stages
    ]  # fmt: skip
