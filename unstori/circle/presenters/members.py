"""Who is around the person, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.circle import queries, rules
from unstori.circle.models import LegalStatus, Member
from unstori.core.dates import format_date
from unstori.core.words import Words, capital
from unstori.people.who import is_role, role_said

# 'Mrs Patel', 'Y Parchedig Olwen Rees', 'Meddygfa’r Bont': the first word alone would name nobody.
WHOLE_NAME = (Member.Kind.WORKER, Member.Kind.COMMUNITY)


def where(member: Member) -> str:
    """The organisation of a member, in the language of the page."""
    return str(member.organisation.name) if member.organisation else ""


def member_line(member: Member, reference: str) -> dict[str, Any]:
    """One of the circle, for picture and list alike."""
    return {
        "label": member.name if member.kind in WHOLE_NAME else member.name.split()[0],
        "name": member.name,
        "relation": member.relation_said,
        "what": capital(role_said(member.relation)) if is_role(member.relation) else member.relation_said,
        "where": where(member),
        "kind": member.get_kind_display(),
        "ring": member.closeness,
        "key": member.is_key_worker,
        "phone": member.phone,
        "since": format_date(member.starts_on),
        "href": reverse("circle:member", args=[reference, member.pk]),
    }


def rings(members: Iterable[Member], reference: str) -> list[dict[str, Any]]:
    """The list by closeness, each ring with its words."""
    lines = [member_line(member, reference) for member in members]
    words = {1: _("Closest"), 2: _("Near"), 3: _("Further out")}
    found = [
        {"words": words[ring], "members": [m for m in lines if m["ring"] == ring]} for ring in rules.RINGS
    ]
    return [ring for ring in found if ring["members"]]


def legal_said(rows: Iterable[LegalStatus]) -> list[dict[str, Any]]:
    """Each legal status in words, and since when."""
    names = dict(status_choices())
    return [
        {"words": str(names.get(row.status, row.status)), "since": format_date(row.starts_on), "id": row.pk}
        for row in rows
    ]


def status_choices() -> list[tuple[str, Words]]:
    """The legal statuses that can be recorded, by name."""
    return [(one["id"], Words.read(one["name"])) for one in queries.statuses()]
