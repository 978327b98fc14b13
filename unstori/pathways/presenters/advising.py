"""Short questions in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.pathways.models import Consultation
from unstori.pathways.rules import advising as rules

Item = dict[str, Any]


def lines(rows: Iterable[Consultation], by: Actor) -> list[Item]:
    """For whoever is around the person."""
    return [
        {**_line(row), "id": row.pk, "mine": row.state == rules.ASKED and row.created_by_id == by.capacity_id,
         "back": reverse("pathways:advice_back", args=[row.person.reference, row.pk]),
         "about": reverse("pathways:pathway", args=[row.person.reference, row.pathway_id]) if row.pathway_id else ""}
        for row in rows
    ]  # fmt: skip


def team_lines(rows: Iterable[Consultation]) -> list[Item]:
    """For the team that answers: whom it is about only where that was ticked."""
    return [team_line(row) for row in rows]


def team_line(row: Consultation) -> Item:
    named = row.person.called if row.named else ""
    who = label_of(row.created_by) if row.named or row.created_by.kind == "worker" else _("A family")
    return {**_line(row), "name": named, "who": who, "href": reverse("pathways:advice_answer", args=[row.pk]),
            "waits": row.state == rules.ASKED}  # fmt: skip


def _line(row: Consultation) -> Item:
    waits, late = row.state == rules.ASKED, row.due_on < clock.today()
    return {
        "service": row.service_name, "words": row.words, "lang": row.language, "who": label_of(row.created_by),
        "when": format_date(row.created_at, year=True), "named": row.named,
        "tag": _("Answer %(due)s") % {"due": format_due(row.due_on)} if waits else row.get_state_display(),
        "kind": ("late" if late else "waiting") if waits else "calm" if row.state == rules.ANSWERED else "quiet",
        "comes_to": row.get_comes_to_display() if row.comes_to else "", "advice": row.advice,
        "advice_lang": row.advice_language, "by": label_of(row.answered_by) if row.answered_by else "",
        "answered": format_date(row.answered_at, year=True) if row.answered_at else "",
    }  # fmt: skip
