"""What a manager, and each of a team, may read about working together."""

from unstori.teams.queries.holding import nobody_holds_seen
from unstori.teams.queries.managing import Behind, Line, behind_one, lines, team_of, worker_of

__all__ = ["Behind", "Line", "behind_one", "lines", "nobody_holds_seen", "team_of", "worker_of"]
