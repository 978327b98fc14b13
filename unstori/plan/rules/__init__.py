"""What holds for a plan: who rates how, when views differ, who gives reasons, what is due, what may follow.

Pure. Reasons are marked with `_` for the catalogue and said in the reader's language by the page.
"""

from unstori.plan.rules.agreement import ANSWERED, NEEDS_REASONS, VERDICTS, check_spoken_for, check_verdict
from unstori.plan.rules.documents import digest_of, opens_whole
from unstori.plan.rules.enquiries import (
    can_write_enquiry,
    check_conclusion,
    check_enquiry,
    check_write_enquiry,
)
from unstori.plan.rules.needs import check_no_outcome, is_open_need
from unstori.plan.rules.ratings import (
    BASES,
    FACES,
    OWN,
    SCALE,
    WORTH_NOTICING,
    Difference,
    Ground,
    View,
    can_rate,
    check_rated_on,
    check_rating,
    differences,
    is_worth_noticing,
    newest,
    raters_for,
)
from unstori.plan.rules.reviews import (
    CONCLUSIONS,
    DUE_WITHIN,
    check_closing,
    check_nothing_planned,
    check_review,
    review_state,
)
from unstori.plan.rules.supports import (
    COMES_FIRST,
    PAID_EVERY,
    SUPPORT_MOVES,
    can_support_move,
    check_new_support,
    check_payment,
    check_span,
    check_support_move,
    strengths_first,
)

__all__ = [
    "ANSWERED",
    "BASES",
    "COMES_FIRST",
    "CONCLUSIONS",
    "DUE_WITHIN",
    "FACES",
    "NEEDS_REASONS",
    "OWN",
    "PAID_EVERY",
    "SCALE",
    "SUPPORT_MOVES",
    "VERDICTS",
    "WORTH_NOTICING",
    "Difference",
    "Ground",
    "View",
    "can_rate",
    "can_support_move",
    "can_write_enquiry",
    "check_closing",
    "check_conclusion",
    "check_enquiry",
    "check_new_support",
    "check_no_outcome",
    "check_nothing_planned",
    "check_payment",
    "check_rated_on",
    "check_rating",
    "check_review",
    "check_span",
    "check_spoken_for",
    "check_support_move",
    "check_verdict",
    "check_write_enquiry",
    "differences",
    "digest_of",
    "is_open_need",
    "is_worth_noticing",
    "newest",
    "opens_whole",
    "raters_for",
    "review_state",
    "strengths_first",
]
