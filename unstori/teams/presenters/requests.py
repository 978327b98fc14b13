"""A team's requests in words: how many, how long ago, whose, and why the answer was no."""

from collections.abc import Collection
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.pathways.models import Request
from unstori.pathways.queries import requests as queries
from unstori.pathways.queries.tallies import ASKED, Numbers, Wanted
from unstori.pathways.rules import requests as rules
from unstori.pathways.rules.tallies import BANDS
from unstori.people.models import Capacity
from unstori.teams.wording import whole_name

STATES = dict(Request.State.choices)


def bands() -> list[str]:
    """What each band is called."""
    first = _("Under %(n)s weeks ago") % {"n": BANDS[0]}
    between = [_("%(from)s to %(to)s weeks ago") % {"from": low, "to": high} for low, high in pairwise(BANDS)]
    return [first, *between, _("Over a year ago")]


def cells(found: Numbers, side: str) -> tuple[list[str], list[list[Any]]]:
    """Open requests by where they are and how long ago help was first asked; each number leads to its lines."""
    columns = [at for at in range(len(BANDS) + 1)]
    rows = []
    for state in rules.OPEN:
        numbers = [found.cells.get((state, at), 0) for at in columns]
        if any(numbers):
            links = [_number(n, side, state, at) for at, n in zip(columns, numbers, strict=True)]
            rows.append([STATES[state], *links, {"value": sum(numbers), "number": True}])
    return [_("Where it is"), *bands(), _("Together")], rows


def _number(n: int, side: str, state: str, at: int) -> dict[str, Any]:
    if not n:
        return {"value": format_html('<span class="soft">{}</span>', 0), "number": True}
    query = urlencode({"side": side, "state": state, "band": at})
    said = format_html('{}<span class="aloud">, {}, {}</span>', n, STATES[state], bands()[at])
    return {"value": format_html('<a href="?{}#lines">{}</a>', query, said), "number": True}


def loads(found: Numbers, team: Collection[Capacity], side: str) -> tuple[list[str], list[list[Any]]]:
    """How much each has, the oldest of it, what is late and where it is silent. Who left and still has some is named last."""
    heads = [_("Name"), _("Open requests"), _("First asked"), _("Late"), _("Silent")]
    rows = []
    for worker in team:
        n, oldest, late, silent = found.loads.get(worker.pk, (0, "", 0, 0))
        name = worker.user.name
        link = format_html(
            '<a href="?{}#lines">{}</a>', urlencode({"side": side, "who": str(worker.pk)}), name
        )
        first = format_date(date.fromisoformat(oldest), year=True) if oldest else ""
        numbers = [{"value": one, "number": True} for one in (late, silent)]
        rows.append([link if n else name, {"value": n, "number": True}, first, *numbers])
    return heads, rows


def reasons(found: Numbers) -> list[tuple[str, int]]:
    """Why the answer was no in the last year, the most frequent first."""
    named = [
        (str(queries.said(queries.item("reasons", id)["professional"])), n) for id, n in found.reasons.items()
    ]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def line(row: Request, wanted: Wanted, seen: Collection[UUID]) -> dict[str, Any]:
    """One request: of whom where the manager may know, for what, how long, whose, by when."""
    today = clock.today()
    days = rules.days_since(row.pathway.first_asked_on, today)
    late = bool(row.due_on and row.due_on < today)
    name = whole_name(row.person) if row.pk in seen else _("Somebody who is not shared with you")
    asked = ngettext("first asked %(n)s day ago", "first asked %(n)s days ago", days) % {"n": days}
    return {
        "heading": format_html("{}: {}", name, row.service_name), "href": _href(row, wanted, seen),
        "state": "late" if late else "now", "tag": format_due(row.due_on) if row.due_on else STATES[row.state],
        "tag_kind": "late" if late else "calm", "text": " · ".join([str(STATES[row.state]), asked, _whose(row)]),
    }  # fmt: skip


def _href(row: Request, wanted: Wanted, seen: Collection[UUID]) -> str:
    if row.pk not in seen:
        return ""
    if wanted.side == ASKED:
        return reverse("pathways:asked_of_us", args=[row.pk])
    return reverse("pathways:request", args=[row.person.reference, row.pk])


def _whose(row: Request) -> str:
    holder = row.lead if row.state == rules.ACTIVE and row.lead else row.pathway.holder
    return _("held by %(name)s") % {"name": holder.user.name} if holder else ""


def table(rows: list[Request], seen: Collection[UUID]) -> list[list[object]]:
    """To take along: names stand only where the manager may see them."""
    heads: list[object] = [
        _("Name"), _("Service"), _("Where it is"), _("Help first asked on"), _("Days since"), _("This service asked on"),
        _("Held by"), _("Works with the family"), _("Next step due"), _("Last spoken with the family"),
    ]  # fmt: skip
    today = clock.today()
    lines: list[list[object]] = [
        [
            whole_name(row.person) if row.pk in seen else "", row.service_name, STATES[row.state],
            row.pathway.first_asked_on.isoformat(), rules.days_since(row.pathway.first_asked_on, today),
            _iso(row.asked_on), row.pathway.holder.user.name if row.pathway.holder else "",
            row.lead.user.name if row.lead else row.lead_words, _iso(row.due_on), _iso(row.last_contact_on),
        ]
        for row in rows
    ]  # fmt: skip
    return [heads, *lines]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def counted(found: Numbers) -> SafeString | str:
    """When the numbers were counted, where that was not just now."""
    if found.counted_at is None:
        return ""
    when = found.counted_at.astimezone(clock.LONDON)
    return _("Counted on %(day)s at %(time)s.") % {"day": format_date(when.date()), "time": f"{when:%H:%M}"}
