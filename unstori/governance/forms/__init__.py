"""What those who run it fill in."""

from unstori.governance.forms.workers import (
    ArriveForm,
    ChangeForm,
    EndForm,
    FindWorkersForm,
    GiveForm,
    InviteForm,
    ResetForm,
)

__all__ = ["ArriveForm", "ChangeForm", "EndForm", "FindWorkersForm", "GiveForm", "InviteForm", "ResetForm"]
