"""The blocks that the plan itself fills."""

from unstori.plan.own_blocks.about import appreciated, said, who_i_am
from unstori.plan.own_blocks.doing import actions
from unstori.plan.own_blocks.easy_about import easy_me, easy_quote, easy_said, easy_shown
from unstori.plan.own_blocks.easy_learning import easy_needs, easy_place, easy_provisions
from unstori.plan.own_blocks.easy_life import (
    easy_agreed,
    easy_ask,
    easy_helpers,
    easy_lines,
    easy_next,
    easy_wanted,
)
from unstori.plan.own_blocks.enquiries import enquiries
from unstori.plan.own_blocks.learning import (
    advice,
    area_needs,
    budget,
    contacts,
    events,
    placement,
    profile,
    provisions,
    targets,
    words_of_part,
)
from unstori.plan.own_blocks.money import direct_payments
from unstori.plan.own_blocks.together import agreement, review
from unstori.plan.own_blocks.wanted import needs, outcomes, progress

__all__ = [
    "actions",
    "advice",
    "agreement",
    "appreciated",
    "area_needs",
    "budget",
    "contacts",
    "direct_payments",
    "easy_agreed",
    "easy_ask",
    "easy_helpers",
    "easy_lines",
    "easy_me",
    "easy_needs",
    "easy_next",
    "easy_place",
    "easy_provisions",
    "easy_quote",
    "easy_said",
    "easy_shown",
    "easy_wanted",
    "enquiries",
    "events",
    "needs",
    "outcomes",
    "placement",
    "profile",
    "progress",
    "provisions",
    "review",
    "said",
    "targets",
    "who_i_am",
    "words_of_part",
]
