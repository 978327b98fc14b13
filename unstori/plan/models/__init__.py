"""One living plan: outcomes in the person's words, supports, ratings, agreement, review, documents."""

from unstori.plan.models.agreement import Agreement, Change, PlanVersion
from unstori.plan.models.documents import Document
from unstori.plan.models.enquiries import Enquiry
from unstori.plan.models.money import DirectPayment
from unstori.plan.models.outcomes import Need, Outcome, Step, Support
from unstori.plan.models.ratings import Rating
from unstori.plan.models.reviews import Review, ReviewView

__all__ = [
    "Agreement",
    "Change",
    "DirectPayment",
    "Document",
    "Enquiry",
    "Need",
    "Outcome",
    "PlanVersion",
    "Rating",
    "Review",
    "ReviewView",
    "Step",
    "Support",
]
