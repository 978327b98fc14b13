"""Reads about accounts and the audit, for an actor or for the account itself."""

from unstori.access.queries.accounts import (
    accounts_not_of_the_demo,
    actor_of,
    anybody_here,
    capacities_named,
    capacities_of,
    database_answers,
    demo_capacities,
    draft_for,
    drafts_of,
    grants_on,
    label_of,
    looks_at,
    open_accounts,
    people_visible_to,
    ran_out,
    whose_session,
)

__all__ = [
    "accounts_not_of_the_demo",
    "actor_of",
    "anybody_here",
    "capacities_named",
    "capacities_of",
    "database_answers",
    "demo_capacities",
    "draft_for",
    "drafts_of",
    "grants_on",
    "label_of",
    "looks_at",
    "open_accounts",
    "people_visible_to",
    "ran_out",
    "whose_session",
]
