"""Concerns in words: for who raised one, only what they said and were told; for the team, all of it."""

from unstori.safeguarding.presenters.raising import MY_STEPS, mine, my_line
from unstori.safeguarding.presenters.said import calls, duties, options, people, place_line
from unstori.safeguarding.presenters.team import TEAM_STEPS, handled, outcome_hints, team_lines

__all__ = [
    "MY_STEPS", "TEAM_STEPS", "calls", "duties", "handled", "mine", "my_line", "options", "outcome_hints", "people",
    "place_line", "team_lines",
]  # fmt: skip
