"""What those who run it fill in."""

from unstori.governance.forms.audit import AuditForm, FindForm
from unstori.governance.forms.identity import NameForm, SayForm, UndoForm, WhoseForm
from unstori.governance.forms.records import (
    DecideForm,
    EraseForm,
    HoldForm,
    LiftForm,
    RecordForm,
    TakeBackForm,
)
from unstori.governance.forms.teams import CloseForm, TeamForm
from unstori.governance.forms.workers import (
    ArriveForm,
    ChangeForm,
    ConfirmForm,
    EndForm,
    FindWorkersForm,
    GiveForm,
    InviteForm,
    ResetForm,
)

__all__ = [
    "ArriveForm", "AuditForm", "ChangeForm", "CloseForm", "ConfirmForm", "DecideForm", "EndForm", "EraseForm", "FindForm",
    "FindWorkersForm", "GiveForm", "HoldForm", "InviteForm", "LiftForm", "NameForm", "RecordForm", "ResetForm", "SayForm",
    "TakeBackForm", "TeamForm", "UndoForm", "WhoseForm",
]  # fmt: skip
