"""One living plan: outcomes in the person's words, supports, ratings, agreement, review, documents."""

from unstori.plan.models.agreement import Agreement, Change, PlanVersion
from unstori.plan.models.documents import Document, Reading
from unstori.plan.models.enquiries import Enquiry
from unstori.plan.models.goals import GoalLevel, GoalScale
from unstori.plan.models.learning import Advice, DraftAnswer, Issue, Placement, PlanPart, Provision
from unstori.plan.models.money import DirectPayment
from unstori.plan.models.outcomes import Need, Outcome, Step, Support
from unstori.plan.models.ratings import Rating
from unstori.plan.models.reviews import Review, ReviewView
from unstori.plan.models.wellbeing import WellBeingView

__all__ = [
    "Advice",
    "Agreement",
    "Change",
    "DirectPayment",
    "Document",
    "DraftAnswer",
    "Enquiry",
    "GoalLevel",
    "GoalScale",
    "Issue",
    "Need",
    "Outcome",
    "Placement",
    "PlanPart",
    "PlanVersion",
    "Provision",
    "Rating",
    "Reading",
    "Review",
    "ReviewView",
    "Step",
    "Support",
    "WellBeingView",
]
