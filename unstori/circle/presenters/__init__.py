"""Words for the circle's pages."""

from unstori.circle.presenters.looks import looks
from unstori.circle.presenters.members import (
    legal_said,
    member_line,
    rings,
    status_choices,
    where,
)
from unstori.circle.presenters.private import private_rows
from unstori.circle.presenters.reaching import danger_calls, reaching_said
from unstori.circle.presenters.shares import share_line, sharing_cards
from unstori.circle.presenters.sharing import (
    decided_said,
    decision_line,
    holder_said,
    may_said,
    organisation_said,
    purpose_said,
    sections_said,
    states_said,
    team_said,
)

__all__ = [
    "danger_calls",
    "decided_said",
    "decision_line",
    "holder_said",
    "legal_said",
    "looks",
    "may_said",
    "member_line",
    "organisation_said",
    "private_rows",
    "purpose_said",
    "reaching_said",
    "rings",
    "sections_said",
    "share_line",
    "sharing_cards",
    "states_said",
    "status_choices",
    "team_said",
    "where",
]
