"""What people type into a plan."""

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

__all__ = [
    "AgreeForm",
    "ConcludeForm",
    "DocumentForm",
    "EnquiryForm",
    "HoldReviewForm",
    "MoveForm",
    "NeedAnswerForm",
    "NeedForm",
    "OutcomeForm",
    "PaymentForm",
    "PlanReviewForm",
    "RateForm",
    "ShareForm",
    "StepForm",
    "SupportForm",
]
