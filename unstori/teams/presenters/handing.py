"""A handover in words: before, and after."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.circle.wording import not_shared
from unstori.core.dates import format_due
from unstori.people.models import Capacity
from unstori.teams import queries
from unstori.teams.models import HandoverPart
from unstori.teams.queries import Held
from unstori.teams.wording import whole_name

Item = dict[str, Any]


def owed(held: Held) -> list[str]:
    """Each thing that would go, with its day; what is not shared with the reader in its number."""
    said = [
        format_html("{}, {}", duty.title, format_due(duty.due_on)) if duty.due_on else duty.title
        for duty in held.duties.seen
    ]
    return [*said, not_shared(held.duties.others)] if held.duties.others else said


def preview(held: Held, giver: Capacity, taker: Capacity, key: bool) -> Item:
    """What would become of one person."""
    lacking = queries.lacks(held.person, giver, taker)
    number = len(held.duties)
    goes = (
        ngettext("%(n)s thing that is owed", "%(n)s things that are owed", number) % {"n": number}
        if number
        else ""
    )
    return {
        "name": whole_name(held.person),
        "to": taker.user.name,
        "what": [part for part in (goes, _("being key worker") if key else "") if part]
        or [_("a place in the circle")],
        "ask": bool(lacking),
    }


def part(row: HandoverPart) -> Item:
    """Where one person's part stands."""
    state = HandoverPart.State(row.state)
    words = {
        "waiting": _("Waits for its turn"),
        "asked": _("The family is asked"),
        "done": _("Done"),
        "undone": _("Taken back"),
        "stays": _("Stays where it was"),
    }[state]
    kinds = {"waiting": "waiting", "asked": "waiting", "done": "calm", "undone": "quiet", "stays": "late"}
    return {
        "id": row.pk,
        "name": whole_name(row.person),
        "href": reverse("circle:index", args=[row.person.reference]),
        "to": row.to_capacity.user.name,
        "tag": words,
        "tag_kind": kinds[state],
        "reason": _(row.reason) if row.reason else "",
        "may_take_back": queries.may_take_back(row),
    }
