"""The plan in words: what pages show."""

from unstori.plan.presenters.outcomes import (
    chart,
    clash_fields,
    outcome_card,
    raters,
    rating_line,
    said_by,
    step_line,
    support_line,
)
from unstori.plan.presenters.page import is_open, plan_page
from unstori.plan.presenters.papers import document_line, own_reading, readers, stale
from unstori.plan.presenters.together import (
    agreement,
    frozen_parts,
    held_reviews,
    review_line,
    withheld_sections,
)

__all__ = [
    "agreement",
    "chart",
    "clash_fields",
    "document_line",
    "frozen_parts",
    "held_reviews",
    "is_open",
    "outcome_card",
    "own_reading",
    "plan_page",
    "raters",
    "rating_line",
    "readers",
    "review_line",
    "said_by",
    "stale",
    "step_line",
    "support_line",
    "withheld_sections",
]
