"""The blocks that the plan itself fills."""

from unstori.plan.own_blocks.about import appreciated, said, who_i_am
from unstori.plan.own_blocks.doing import actions
from unstori.plan.own_blocks.enquiries import enquiries
from unstori.plan.own_blocks.money import direct_payments
from unstori.plan.own_blocks.together import agreement, review
from unstori.plan.own_blocks.wanted import needs, outcomes, progress

__all__ = [
    "actions",
    "agreement",
    "appreciated",
    "direct_payments",
    "enquiries",
    "needs",
    "outcomes",
    "progress",
    "review",
    "said",
    "who_i_am",
]
