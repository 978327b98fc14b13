"""Reads about accounts, the audit and what keeps people safe, always for an actor or for the account itself."""

from unstori.access.queries.accounts import (
    actor_of,
    capacities_named,
    capacities_of,
    drafts_of,
    grants_on,
    label_of,
    looks_at,
    people_visible_to,
)

__all__ = [
    "actor_of", "capacities_named", "capacities_of", "drafts_of", "grants_on", "label_of", "looks_at",
    "people_visible_to",
]  # fmt: skip
