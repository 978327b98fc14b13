"""A worker's own team, and what anybody finds."""

from unstori.directory.views.teams import my_team

__all__ = ["my_team"]
