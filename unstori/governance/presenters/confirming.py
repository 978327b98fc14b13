"""Words for the second person who confirms who is to run it."""

from typing import Any

from unstori.access.rules import Actor
from unstori.core.dates import format_date
from unstori.governance.forms.workers import KIND_HINTS
from unstori.governance.models import WorkInvitation
from unstori.governance.presenters.workers import what

Row = dict[str, Any]


def row(made: WorkInvitation, by: Actor) -> Row:
    """Who is to become what, and who asked for it."""
    return {
        "id": made.pk,
        "name": made.name,
        "email": made.email,
        "what": what(made),
        "can": KIND_HINTS[made.kind],
        "works_here": made.account_id is not None,
        "by": made.created_by.user.name,
        "when": format_date(made.created_at),
        "until": format_date(made.valid_until),
        "own": made.created_by.user_id == by.user_id,
    }


def refused(made: WorkInvitation) -> Row:
    """What was answered with a no, and why."""
    assert made.ended_at is not None  # the query: it has ended
    return {"name": made.name, "what": what(made), "why": made.ended_why, "when": format_date(made.ended_at)}
