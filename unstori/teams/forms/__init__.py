"""What is filled in about a team."""

from unstori.teams.forms.absences import AwayForm, named
from unstori.teams.forms.managing import ShowForm

__all__ = ["AwayForm", "ShowForm", "named"]
