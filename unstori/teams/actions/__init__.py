"""The only writes of `teams`."""

from unstori.teams.actions.absences import Away, be_away, be_back

__all__ = ["Away", "be_away", "be_back"]
