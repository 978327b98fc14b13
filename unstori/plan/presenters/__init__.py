"""The plan in words: what pages show."""

from unstori.plan.presenters.finding import found_as, service_card, told_apart
from unstori.plan.presenters.goals import scale_card, scales_page, t_sentence
from unstori.plan.presenters.learning import draft_of, heard_said, issue_line, learning_page
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
from unstori.plan.presenters.wellbeing import apart_sentence, part_page, wellbeing_page

__all__ = [
    "agreement",
    "apart_sentence",
    "chart",
    "clash_fields",
    "document_line",
    "draft_of",
    "found_as",
    "frozen_parts",
    "heard_said",
    "held_reviews",
    "is_open",
    "issue_line",
    "learning_page",
    "outcome_card",
    "own_reading",
    "part_page",
    "plan_page",
    "raters",
    "rating_line",
    "readers",
    "review_line",
    "said_by",
    "scale_card",
    "scales_page",
    "service_card",
    "stale",
    "step_line",
    "support_line",
    "t_sentence",
    "told_apart",
    "wellbeing_page",
    "withheld_sections",
]
