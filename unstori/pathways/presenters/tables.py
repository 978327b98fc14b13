"""A queue, and what somebody holds, to take along as a table: the same lines that the page shows."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from unstori.core import clock
from unstori.pathways.models import Request
from unstori.pathways.presenters import service
from unstori.pathways.rules import requests as rules

Table = list[list[object]]


def queue(rows: Iterable[Request], kept: Collection[UUID]) -> Table:
    """Names stand in it, as on the page: they ask this team."""
    heads: list[object] = [
        _("Name"), _("Service"), _("Where it is"), _("How soon"), _("Help was first asked"), _("Days since"),
        _("You were asked"), _("Who holds it"), _("Who works with it"), _("Your next step"),
        _("Last word with the family"),
    ]  # fmt: skip
    today = clock.today()
    lines: Table = [
        [
            service.whole_name(row.person), row.service_name, service.state(row), service.need(row),
            row.pathway.first_asked_on.isoformat(), rules.days_since(row.pathway.first_asked_on, today),
            _iso(row.asked_on), service.holder(row, kept),
            row.lead.user.name if row.lead else row.lead_words, _iso(row.due_on), _iso(row.last_contact_on),
        ]
        for row in rows
    ]  # fmt: skip
    return [heads, *lines]


def held(groups: Iterable[dict[str, Any]]) -> Table:
    """Grouped as on the page: late, silent, due soon, waiting."""
    heads: list[object] = [
        _("Where it is"), _("Name"), _("What help is wanted with"), _("Help was first asked"), _("Who is asked"),
        _("Next step"), _("Who sees to the next step?"), _("By when?"), _("Silent"),
    ]  # fmt: skip
    lines: Table = []
    for group in groups:
        for row in group["rows"]:
            asked = "; ".join(f"{one['name']}: {one['tag']}" for one in row["services"])
            step = row["next"] or {}
            lines.append([
                group["heading"], row["name"], row["words"], row["first"], asked, step.get("words", ""),
                step.get("who", ""), step.get("day", ""), row["quiet"],
            ])  # fmt: skip
    return [heads, *lines]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
