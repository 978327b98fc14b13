"""What a manager, and each of a team, may read about working together."""

from unstori.teams.queries.colleagues import (
    absence,
    absences_of,
    could_stand_in,
    member_of,
    people_of,
    seen_by,
)
from unstori.teams.queries.holding import nobody_holds_seen
from unstori.teams.queries.managing import Behind, Line, behind_one, lines, team_of, worker_of

__all__ = [
    "Behind", "Line", "absence", "absences_of", "behind_one", "could_stand_in", "lines", "member_of",
    "nobody_holds_seen", "people_of", "seen_by", "team_of", "worker_of",
]  # fmt: skip
