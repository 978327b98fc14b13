"""The audit in plain words."""

from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.access.models import AuditEvent
from unstori.access.queries import label_of
from unstori.core.dates import format_when
from unstori.governance.queries.audit import Deed, Seal, deeds
from unstori.people.models import Capacity
from unstori.ui.tables import safe

GROUPS = {
    "looking": gettext_lazy("Looked at something"),
    "writing": gettext_lazy("Wrote something"),
    "sharing": gettext_lazy("Shared, or ended sharing"),
    "circle": gettext_lazy("Changed a circle"),
    "signing": gettext_lazy("Signed in"),
    "running": gettext_lazy("Ran the organisation"),
}


def event(one: AuditEvent, workers: dict[UUID, Capacity], seen: dict[UUID, str]) -> dict[str, Any]:
    """One line: who, what, about how many."""
    who = workers.get(one.capacity_id)
    return {
        "when": format_when(one.created_at),
        "who": who.user.name if who else _("Somebody"),
        "what": what(one.action),
        "about": about(one, seen),
    }


def _deed(code: str) -> Deed | None:
    """Of one code, or of all that begin alike: what the story was told has a code for each kind of event."""
    return deeds().get(code) or deeds().get(code.partition(".")[0])


def what(code: str) -> object:
    """The code's words; one that has none yet is said as it is."""
    known = _deed(code)
    return known.said if known else format_html('<span lang="en">{}</span>', code)


def about(one: AuditEvent, seen: dict[UUID, str]) -> str:
    """Whom, where the reader may see them; else only how many."""
    if one.person_id in seen:
        return seen[one.person_id]
    number = 1 if one.person_id else len(one.detail.get("people", ()))
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number} if number else "–"


def line(one: AuditEvent, workers: dict[UUID, Capacity]) -> list[str]:
    """One line of the copy: the instant, who, what they were, what was done, the code, about how many."""
    who, known = workers.get(one.capacity_id), _deed(one.action)
    number = 1 if one.person_id else len(one.detail.get("people", ()))
    said = [one.created_at.isoformat(timespec="seconds"), who.user.name if who else "",
            label_of(who) if who else "", str(known.said) if known else one.action, one.action, str(number)]  # fmt: skip
    return [safe(each) for each in said]


def head() -> list[str]:
    return [_("When"), _("Who"), _("As what"), _("What they did"), _("Code"), _("About how many people")]


def seal(state: Seal) -> list[tuple[str, str]]:
    """The state of the chain, as lines."""
    newest = state.newest
    lines = [(_("Sealed last"), format_when(newest.created_at) if newest else _("not yet"))]
    lines.append((_("Waiting to be sealed"), str(state.waiting)))
    lines.append((_("Checked last"), format_when(state.checked) if state.checked else _("not yet")))
    return lines
