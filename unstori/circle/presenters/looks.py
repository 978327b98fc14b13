"""Who looked, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.access.models import AuditEvent
from unstori.core.dates import format_date, format_when
from unstori.people.models import Capacity


def looks(found: Iterable[tuple[AuditEvent, Capacity | None]]) -> list[dict[str, Any]]:
    """Who looked: the same person on the same page and day is one line."""
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event, capacity in found:
        page = _page(event)
        key = (event.capacity_id, page, format_date(event.created_at, year=True))
        line = lines.setdefault(
            key,
            {
                "who": access.label_of(capacity) if capacity else _("Unstori itself"),
                "page": page,
                "when": format_when(event.created_at),
                "glass": event.action == "glass.break",
                "times": 0,
            },
        )
        line["times"] += 1
    return list(lines.values())


def _page(event: AuditEvent) -> str:
    """Which page, in words; a name that no room has given words to is just a page."""
    if event.action == "glass.break":
        return _("Opened the story without being asked")
    if event.action == "document.read":
        return _("A document")
    first = str(event.detail.get("what", "")).split(".")[0].split(" ")[0]
    return {
        "story": _("Story"),
        "plan": _("Plan"),
        "circle": _("Circle"),
        "now": _("Now"),
        "search": _("Search"),
        "export": _("A copy of the story"),
        "data": _("A request about data"),
        "api": _("Read by a connected system"),
        "document": _("A document"),
        "identity": _("Name and date of birth"),
    }.get(first, _("A page of the story"))
