"""The only reads of `rights`, each through the door."""

from unstori.rights.queries.definitions import (
    OFFERS,
    Kept,
    answer_within,
    offer_named,
    offers_in,
    route,
    routes_in,
    step,
)
from unstori.rights.queries.disagreeing import (
    could_answer,
    disagreement,
    disagreements,
    disagreements_about,
    holding,
    named,
    owed,
    owed_to,
    row_names,
    seen_row,
    thread_of,
    turns_of,
)
from unstori.rights.queries.offers import askings, offer, offers, promised

__all__ = [
    "OFFERS",
    "Kept",
    "answer_within",
    "askings",
    "could_answer",
    "disagreement",
    "disagreements",
    "disagreements_about",
    "holding",
    "named",
    "offer",
    "offer_named",
    "offers",
    "offers_in",
    "owed",
    "owed_to",
    "promised",
    "route",
    "routes_in",
    "row_names",
    "seen_row",
    "step",
    "thread_of",
    "turns_of",
]  # fmt: skip
