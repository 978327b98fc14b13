"""How somebody is reached without danger, in words."""

from collections.abc import Iterable
from typing import Any

from unstori.access import queries as access
from unstori.circle import queries
from unstori.circle.models import SafeContact
from unstori.core.dates import format_date
from unstori.core.words import Words, spoken


def reaching_said(rows: Iterable[SafeContact]) -> list[dict[str, Any]]:
    """Whom, how, when, and who must not know, in words."""
    return [
        {
            "who": access.label_of(row.created_by),
            "way": row.get_way_display(),
            "to": row.to,
            "times": spoken(row.times, row.language),
            "hidden_from": spoken(row.hidden_from, row.language),
            "since": format_date(row.created_at, year=True),
        }
        for row in rows
    ]


def danger_calls(where: str) -> list[dict[str, Any]]:
    """Whom to call, in the language of the page; the number also as a phone dials it."""
    return [
        {
            "name": str(Words.read(call["name"])),
            "when": str(Words.read(call["when"])),
            "number": call["number"],
            "dial": call["number"].replace(" ", ""),
        }
        for call in queries.danger_calls(where)
    ]
