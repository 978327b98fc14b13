"""What people type into a plan."""

from unstori.plan.forms.finding import SaveForm
from unstori.plan.forms.goals import LevelForm, ScaleForm
from unstori.plan.forms.learning import (
    AdviceForm,
    AnswerForm,
    AreaForm,
    CeaseForm,
    DraftForm,
    FinalForm,
    PartForm,
    PlacementForm,
    ProvisionForm,
)
from unstori.plan.forms.outcomes import OutcomeForm, RateForm, StepForm
from unstori.plan.forms.papers import DocumentForm, ShareForm
from unstori.plan.forms.parts import (
    ConcludeForm,
    EnquiryForm,
    MoveForm,
    NeedAnswerForm,
    NeedForm,
    PaymentForm,
    SupportForm,
)
from unstori.plan.forms.together import AgreeForm, HoldReviewForm, PlanReviewForm
from unstori.plan.forms.wellbeing import WellBeingForm

__all__ = [
    "AdviceForm",
    "AgreeForm",
    "AnswerForm",
    "AreaForm",
    "CeaseForm",
    "ConcludeForm",
    "DocumentForm",
    "DraftForm",
    "EnquiryForm",
    "FinalForm",
    "HoldReviewForm",
    "LevelForm",
    "MoveForm",
    "NeedAnswerForm",
    "NeedForm",
    "OutcomeForm",
    "PartForm",
    "PaymentForm",
    "PlacementForm",
    "PlanReviewForm",
    "ProvisionForm",
    "RateForm",
    "SaveForm",
    "ScaleForm",
    "ShareForm",
    "StepForm",
    "SupportForm",
    "WellBeingForm",
]
