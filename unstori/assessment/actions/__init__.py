"""The only writes of `assessment`."""

from unstori.assessment.actions.asking import ask, begin, end, finish, hand_over_assessments
from unstori.assessment.actions.citing import cite, contribute
from unstori.assessment.actions.deciding import Answered, determine, say_of
from unstori.assessment.actions.stepping import NextStep

__all__ = [
    "Answered",
    "NextStep",
    "ask",
    "begin",
    "cite",
    "contribute",
    "determine",
    "end",
    "finish",
    "hand_over_assessments",
    "say_of",
]
