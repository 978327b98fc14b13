"""What people are asked about the circle and about sharing."""

from unstori.circle.forms.deciding import AbilityForm, BestInterestsForm
from unstori.circle.forms.invitations import AcceptForm, InviteForm
from unstori.circle.forms.members import LeaveForm, LegalStatusForm, MemberForm
from unstori.circle.forms.private import CallForm, LetInForm
from unstori.circle.forms.reaching import SafeContactForm
from unstori.circle.forms.sharing import AnswerForm, DutyForm, ShareForm

__all__ = [
    "AbilityForm",
    "AcceptForm",
    "AnswerForm",
    "BestInterestsForm",
    "CallForm",
    "DutyForm",
    "InviteForm",
    "LeaveForm",
    "LegalStatusForm",
    "LetInForm",
    "MemberForm",
    "SafeContactForm",
    "ShareForm",
]
