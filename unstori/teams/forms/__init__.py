"""What is filled in about a team."""

from unstori.teams.forms.absences import AwayForm, named
from unstori.teams.forms.handing import HandoverForm
from unstori.teams.forms.managing import ShowForm
from unstori.teams.forms.supervision import DoneForm, NoteForm

__all__ = ["AwayForm", "DoneForm", "HandoverForm", "NoteForm", "ShowForm", "named"]
