"""Words and tags of the pages of `rights`."""

from unstori.rights.presenters.disagreeing import (
    STEP_HEADING,
    line,
    lines,
    move_choices,
    owners,
    route_choices,
    steps_ahead,
    thread,
)
from unstori.rights.presenters.helping import calls, easy, helpers, languages, place, ways
from unstori.rights.presenters.offers import entitlements, missing, offer_page, people_choices, title
from unstori.rights.presenters.telling import letter, parties, to_write_for

__all__ = [
    "STEP_HEADING",
    "calls",
    "easy",
    "entitlements",
    "helpers",
    "languages",
    "letter",
    "line",
    "lines",
    "missing",
    "move_choices",
    "offer_page",
    "owners",
    "parties",
    "people_choices",
    "place",
    "route_choices",
    "steps_ahead",
    "thread",
    "title",
    "to_write_for",
    "ways",
]  # fmt: skip
