"""What somebody holds, grouped by what it needs: late, silent, due soon, waiting for others."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.core import clock
from unstori.pathways.models import Pathway
from unstori.pathways.rules import requests as table
from unstori.people.models import Person

Item = dict[str, Any]
SOON = timedelta(7)


def name(person: Person) -> str:
    """The name they like, and what tells two of one name apart."""
    rest = f"{person.full_name} ".removeprefix(f"{person.called} ").strip()
    return f"{person.called} {rest}".strip()


def groups(rows: list[tuple[Pathway, Item]], *, around: Collection[UUID]) -> list[Item]:
    """Each in one group alone, that which needs most first."""
    headings = {
        "late": (_("Late"), _("Its day is past.")), "silent": (_("Silent"), _("Nobody has spoken with the family for long.")),
        "today": (_("Today and this week"), _("Its next step is due.")),
        "waiting": (_("Waiting"), _("Others are at their part. You hold it meanwhile.")),
        "yours": (_("Nobody is asked now"), _("It is yours to say what happens next.")),
    }  # fmt: skip
    found: dict[str, list[Item]] = {kind: [] for kind in headings}
    for row, card in rows:
        found[_kind(row, card)].append(_line(row, card, row.person_id in around))
    return [
        {"heading": heading, "about": about, "rows": found[kind], "kind": "late" if kind == "late" else "calm"}
        for kind, (heading, about) in headings.items() if found[kind]
    ]  # fmt: skip


def _kind(row: Pathway, card: Item) -> str:
    requests = [one for one in row.requests.all() if one.state in table.OPEN]
    days = [one.due_on for one in requests if one.due_on] + ([row.next_on] if row.next_on else [])
    if days and min(days) < clock.today():
        return "late"
    if card["quiet"]:
        return "silent"
    if days and min(days) <= clock.today() + SOON:
        return "today"
    return "waiting" if requests else "yours"


def _line(row: Pathway, card: Item, is_around: bool) -> Item:
    """To the person's own page for whoever sees it; else to the page of who holds it."""
    href = reverse("pathways:pathway", args=[row.person.reference, row.pk]) if is_around else card["href"]
    asked = [one for one in card["requests"] if one["is_open"]]
    return {**card, "href": href, "name": name(row.person), "person": row.person_id,
            "services": [{"name": one["name"], "tag": one["tag"], "kind": one["kind"]} for one in asked]}  # fmt: skip
