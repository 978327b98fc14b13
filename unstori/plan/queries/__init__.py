"""The only reads of `plan`, always through an opened person or scoped by the actor."""

from unstori.plan.queries.agreement import (
    agreements,
    changes_since,
    latest_version,
    parties,
    plan_rows,
    put_parts,
)
from unstori.plan.queries.documents import (
    document,
    documents,
    documents_shared_with,
    facts,
    open_document,
    shared_with,
)
from unstori.plan.queries.life import (
    need,
    needs,
    outcome,
    outcomes,
    ratings,
    statements,
    step,
    support,
    supports,
)
from unstori.plan.queries.names import row_names
from unstori.plan.queries.reviews import (
    held_reviews,
    open_review,
    overdue,
    review_views,
    reviews_due,
    reviews_owned,
)

__all__ = [
    "agreements",
    "changes_since",
    "document",
    "documents",
    "documents_shared_with",
    "facts",
    "held_reviews",
    "latest_version",
    "need",
    "needs",
    "open_document",
    "open_review",
    "outcome",
    "outcomes",
    "overdue",
    "parties",
    "plan_rows",
    "put_parts",
    "ratings",
    "review_views",
    "reviews_due",
    "reviews_owned",
    "row_names",
    "shared_with",
    "statements",
    "step",
    "support",
    "supports",
]
