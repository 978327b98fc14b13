"""The only writes of `rights`."""

from unstori.rights.actions.disagreeing import (
    add_certificate,
    add_letter,
    answer,
    disagree,
    hand_over_disagreement,
    move_on,
    say_more,
    settle_disagreement,
    take_over,
)
from unstori.rights.actions.offers import answer_offer, ask_for, offer
from unstori.rights.actions.told import Told, carry_answer

__all__ = [
    "Told",
    "add_certificate",
    "add_letter",
    "answer",
    "answer_offer",
    "ask_for",
    "carry_answer",
    "disagree",
    "hand_over_disagreement",
    "move_on",
    "offer",
    "say_more",
    "settle_disagreement",
    "take_over",
]  # fmt: skip
