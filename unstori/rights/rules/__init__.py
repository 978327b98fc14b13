"""What is due to be offered, how somebody disagrees, and until when. Pure Python."""

from unstori.rights.rules.disagreeing import (
    Thread,
    can_add,
    can_answer,
    can_close,
    can_hand_over,
    can_take_step,
    check_about,
    check_answer,
    check_certificate,
    check_close,
    check_dates,
    check_disagree,
    check_hand_over,
    check_may_stop,
    check_move,
    check_say_more,
    check_step,
    holds_support,
    is_late,
)
from unstori.rights.rules.limits import add, answer_due, last_day
from unstori.rights.rules.offers import (
    ANSWERS,
    FOLLOWS,
    MOVES,
    check_news,
    check_offer,
    is_due,
    news_choices,
    offered_for,
    stands,
)

__all__ = [
    "ANSWERS", "FOLLOWS", "MOVES", "Thread", "add", "answer_due", "can_add", "can_answer", "can_close", "can_hand_over", "can_take_step",
    "check_about", "check_answer", "check_certificate", "check_close", "check_dates", "check_disagree", "check_hand_over",
    "check_may_stop", "check_move", "check_news", "check_offer", "check_say_more", "check_step", "holds_support", "is_due",
    "is_late", "last_day", "news_choices", "offered_for", "stands",
]  # fmt: skip
