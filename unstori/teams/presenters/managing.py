"""A team in words: who holds how much, whom nobody holds, and what is behind a number."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.queries import label_of
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import spoken
from unstori.directory.models import Absence
from unstori.directory.wording import away_said
from unstori.holding.models import Unheld
from unstori.people.models import Person
from unstori.plan.models import Review
from unstori.story.models import Promise
from unstori.teams.queries import Line
from unstori.teams.wording import whole_name

Item = dict[str, Any]


def heads() -> dict[str, str]:
    """What each number counts."""
    return {
        "people": _("People"),
        "key": _("Key worker of"),
        "late": _("Promises late"),
        "week": _("Due this week"),
        "reviews": _("Reviews due"),
        "quiet": _("Gone quiet"),
    }


def explained(kind: str) -> str:
    """What the list behind a number shows."""
    return {
        "people": _("Everybody in whose circle they are now."),
        "key": _("They are the one whom this person and family can always turn to."),
        "late": _("What they promised somebody, and the day has passed."),
        "week": _("What they promised, for today or the next seven days."),
        "reviews": _("Reviews of the plan that are due within a month, or late."),
        "quiet": _("Nothing was told of these people for 60 days. Silence is a sign too."),
    }[kind]


def row(line: Line) -> list[Any]:
    """One worker: the name, then a number for each column, each leading to what is behind it."""
    name = format_html(
        '<a href="{}">{}</a>{}',
        reverse("teams:worker", args=[line.worker.pk]),
        line.worker.user.name,
        _away(line.away),
    )
    return [name, *({"value": _number(line, kind), "number": True} for kind in heads())]


def _away(absence: Absence | None) -> SafeString | str:
    return format_html('<br><span class="soft small">{}</span>', away_said(absence)) if absence else ""


def _number(line: Line, kind: str) -> SafeString:
    n = line.numbers[kind]
    if not n:
        return format_html('<span class="soft">{}</span>', 0)
    said = format_html('{}<span class="aloud">, {}: {}</span>', n, heads()[kind], line.worker.user.name)
    link = format_html('<a href="{}">{}</a>', reverse("teams:behind", args=[line.worker.pk, kind]), said)
    return format_html("<b>{}</b>", link) if kind == "late" else link


def nobody(person: Person) -> Item:
    """Somebody whom nobody holds, and why."""
    why = {
        "nobody": _("Nobody is key worker."),
        "left": _("Their key worker does not work there any more."),
        "away": _("Their key worker is away, and nobody stands in."),
    }[person.why]  # type: ignore[attr-defined]
    return {"name": whole_name(person), "href": reverse("circle:index", args=[person.reference]), "why": why}


def unheld(row: Unheld) -> Item:
    """A family says that nobody holds something: who, since when, by when somebody answers."""
    late = bool(row.due_on and row.due_on < clock.today())
    return {
        "name": whole_name(row.person),
        "href": reverse("holding:answer", args=[row.pk]),
        "who": label_of(row.created_by),
        "since": format_date(row.created_at),
        "tag": format_due(row.due_on) if row.due_on else _("Nobody could be told"),
        "tag_kind": "late" if late else "waiting",
    }


def not_shared(number: int) -> str:
    """How many there are of whom the manager may know no more."""
    if not number:
        return ""
    words = ngettext(
        "And %(n)s person who is not shared with you.",
        "And %(n)s people who are not shared with you.",
        number,
    )
    return words % {"n": number}


def behind(found: Any) -> Item:
    """One row behind a number."""
    person: Person = found.person
    if isinstance(found, Promise):
        what, page, day = spoken(found.what, found.language), "story:promises", found.due_on
    elif isinstance(found, Review):
        what, page, day = _("Plan review"), "plan:review", found.due_on
    else:
        return {
            "heading": whole_name(person),
            "href": reverse("web:now", args=[person.reference]),
            "state": "later",
        }
    late = day < clock.today()
    return {
        "heading": format_html("{}: {}", whole_name(person), what),
        "href": reverse(page, args=[person.reference]),
        "state": "late" if late else "now",
        "tag": format_due(day),
        "tag_kind": "late" if late else "calm",
    }
