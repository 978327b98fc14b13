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


def previews(chosen: list[tuple[Held, Capacity, bool]], giver: Capacity) -> list[Item]:
    """What would become of each person."""
    lacking = queries.lacks_of_many([(held.person, taker) for held, taker, _key in chosen], giver)
    return [_preview(held, taker, key, bool(lacking[held.person.pk])) for held, taker, key in chosen]


def _preview(held: Held, taker: Capacity, key: bool, lacking: bool) -> Item:
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
        "ask": lacking,
    }


def parts(rows: list[HandoverPart]) -> list[Item]:
    """Where each person's part stands."""
    back = queries.could_go_back(rows)
    return [_part(row, row.pk in back) for row in rows]


def _part(row: HandoverPart, may_take_back: bool) -> Item:
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
        "may_take_back": may_take_back,
    }
