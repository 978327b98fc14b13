"""The only writes of `teams`."""

from unstori.teams.actions.absences import Away, be_away, be_back
from unstori.teams.actions.handing import begin_handover, carry_on, carry_part, take_back
from unstori.teams.actions.supervision import do_agreed, write_note

__all__ = [
    "Away",
    "be_away",
    "be_back",
    "begin_handover",
    "carry_on",
    "carry_part",
    "do_agreed",
    "take_back",
    "write_note",
]
