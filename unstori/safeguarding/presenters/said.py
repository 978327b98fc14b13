"""What both read of a concern: whom to call, who must tell, where it goes."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.core.dates import format_when
from unstori.core.words import Words
from unstori.people.models import Capacity
from unstori.safeguarding import queries
from unstori.safeguarding.models import Account, Concern, Place

Item = dict[str, Any]
STEP = (
    "created_by__user",
    "created_by__organisation",
    "created_by__person",
    "holder__user",
    "holder__organisation",
    "team",
)


def calls() -> list[Item]:
    """Whom to call, 999 first."""
    return [
        {"number": one["number"], "dial": one["number"].replace(" ", ""), "name": str(Words.read(one["name"])),
         "when": str(Words.read(one["when"]))}
        for one in queries.calls()
    ]  # fmt: skip


def duties(kind: str, jurisdiction: str) -> list[Item]:
    """Who must tell, by law."""
    return [
        {"text": str(Words.read(one["text"])), "source": one["source"], "verified": one["verified"]}
        for one in queries.duties(kind, jurisdiction)
    ]


def options(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(one["id"], str(Words.read(one["name"]))) for one in items]


def people(those: Iterable[Capacity]) -> list[tuple[str, str]]:
    return [(str(one.pk), access.label_of(one)) for one in those]


def named(items: Iterable[Item], id: str) -> str:
    return next((str(Words.read(one["name"])) for one in items if one["id"] == id), "")


def phones(concern: Concern) -> list[Item]:
    """The council's own numbers."""
    return [
        {"number": one.phone, "dial": one.phone.replace(" ", ""), "name": one.get_kind_display()}
        for one in queries.phones(concern)
    ]


def place_line(kind: str, place: Place | None) -> Item:
    """Where concerns of this kind go, and whether anybody is there to take them."""
    team = place.team if place else None
    on_duty = team.on_duty if team else None
    return {
        "kind": Place.Kind(kind).label,
        "href": reverse("safeguarding:place", args=[kind]),
        "team": str(team.name) if team else "",
        "phone": place.phone if place else "",
        "on_duty": on_duty.user.name if on_duty else "",
    }


def account(row: Account, who: str) -> Item:
    return {
        "heading": row.get_kind_display(), "when": format_when(row.created_at), "who": who, "words": row.heard, "lang": row.language,
        "by": row.said_by or who, "text": "", "opinion": row.opinion,
        "body": format_html("<p><b>{}</b> {}</p>", _("What you think about it:"), row.opinion) if row.opinion else "",
    }  # fmt: skip
