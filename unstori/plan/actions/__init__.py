"""The only writes of `plan`."""

from unstori.plan.actions.agreement import agree, put_forward
from unstori.plan.actions.documents import freeze_document, share_document, stop_sharing
from unstori.plan.actions.enquiries import add_enquiry, conclude_enquiry
from unstori.plan.actions.finding import save_service, take_out
from unstori.plan.actions.goals import mark_level, set_scale
from unstori.plan.actions.issuing import answer_draft, cease, make_draft, make_final
from unstori.plan.actions.learning import (
    add_advice,
    place_need,
    set_placement,
    take_out_advice,
    write_part,
)
from unstori.plan.actions.needs import add_need, give_reason, meet_need
from unstori.plan.actions.outcomes import add_outcome, change_state, edit_outcome
from unstori.plan.actions.payments import add_payment, end_payment
from unstori.plan.actions.provisions import add_provision, edit_provision, specify
from unstori.plan.actions.ratings import rate
from unstori.plan.actions.readings import say_read, share_as_before
from unstori.plan.actions.reviews import hand_over_reviews, hold_review, hold_review_today, plan_review
from unstori.plan.actions.steps import add_step, finish_step
from unstori.plan.actions.supports import add_support, move_support
from unstori.plan.actions.wellbeing import say_wellbeing

__all__ = [
    "add_advice",
    "add_enquiry",
    "add_need",
    "add_outcome",
    "add_payment",
    "add_provision",
    "add_step",
    "add_support",
    "agree",
    "answer_draft",
    "cease",
    "change_state",
    "conclude_enquiry",
    "edit_outcome",
    "edit_provision",
    "end_payment",
    "finish_step",
    "freeze_document",
    "give_reason",
    "hand_over_reviews",
    "hold_review",
    "hold_review_today",
    "make_draft",
    "make_final",
    "mark_level",
    "meet_need",
    "move_support",
    "place_need",
    "plan_review",
    "put_forward",
    "rate",
    "save_service",
    "say_read",
    "say_wellbeing",
    "set_placement",
    "set_scale",
    "share_as_before",
    "share_document",
    "specify",
    "stop_sharing",
    "take_out",
    "take_out_advice",
    "write_part",
]
