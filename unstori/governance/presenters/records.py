"""Words about what is kept, for how long, and what goes."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.models import LegalHold
from unstori.access.queries import label_of
from unstori.core.dates import format_date
from unstori.core.words import capital
from unstori.governance.presenters.definitions import period_said
from unstori.people.models import Capacity

KEPT = {
    "record": gettext_lazy("A person’s record: story, plan, circle"),
    "import": gettext_lazy("What came from outside and waits"),
    "identity": gettext_lazy("Who a person is"),
    "access": gettext_lazy("Who could see what"),
    "audit": gettext_lazy("Who did what"),
    "tombstone": gettext_lazy("Proof that something was erased"),
    "draft": gettext_lazy("What somebody typed and could not save"),
    "work_invitation": gettext_lazy("Invitations to work"),
    "account": gettext_lazy("Accounts"),
    "named": gettext_lazy("Names of organisations, teams and workers"),
    "own": gettext_lazy("What carers and workers say about themselves"),
    "notice": gettext_lazy("What somebody was told"),
    "message": gettext_lazy("Messages that were sent"),
    "absence": gettext_lazy("When somebody was away"),
    "supervision": gettext_lazy("Supervision notes"),
    "supervision_about": gettext_lazy("Whom supervision spoke of"),
}
PARTS = {
    "story": gettext_lazy("Their story: entries, words, conversations, files"),
    "plan": gettext_lazy("Their plans, outcomes, supports and reviews"),
    "circle": gettext_lazy("Their circle, and what was decided about sharing"),
    "access": gettext_lazy("What was kept from somebody, emergencies, legal holds, drafts"),
    "exchange": gettext_lazy("What came from elsewhere"),
    "assessment": gettext_lazy("Their assessments"),
    "rights": gettext_lazy("What they were offered, and disagreements"),
    "safeguarding": gettext_lazy("Concerns"),
    "boards": gettext_lazy("Their boards"),
    "notices": gettext_lazy("Notices about them"),
    "governance": gettext_lazy("That erasing was asked for"),
}


def rule(key: str, held: dict[str, Any]) -> dict[str, Any]:
    """One rule of how long something is kept. What the file says of it is English, and says so."""
    period = held.get("period")
    return {
        "name": str(KEPT.get(key, capital(key.replace("_", " ")))),
        "period": period_said(period) if period is not None else _("For ever"),
        "trigger": format_html('<span lang="en">{}</span>', held["trigger"]) if period is not None else "",
        "source": held["source"],
        "verified": held["verified"],
        "acts": "field" in held and held["verified"],
        "waits": held.get("waits_for", ""),
        "not_before": held.get("not_before_age"),
    }


def hold(held: LegalHold, who: dict[UUID, Capacity]) -> dict[str, Any]:
    """Who placed it, when and why."""
    by = who.get(held.created_by)
    return {
        "id": held.pk,
        "person": held.person,
        "reason": held.reason,
        "by": label_of(by) if by else _("Unstori"),
        "when": format_date(held.created_at, year=True),
    }


def goes(counted: dict[str, int]) -> list[tuple[str, int]]:
    """How much of what would go, room by room."""
    rooms = Counter[str]()
    for label, number in counted.items():
        rooms[label.split(".")[0]] += number
    return [(str(PARTS.get(room, capital(room))), number) for room, number in rooms.items()]
