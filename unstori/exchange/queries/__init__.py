"""The only reads of `exchange`."""

from unstori.exchange.queries.arriving import (
    born_alike,
    came_for,
    earlier,
    has_member,
    is_kept,
    is_ours,
    is_seen,
    organisation_like,
    person_by_id,
    person_by_key,
    person_by_nhs_number,
    unclear_of,
    upload,
    uploads_lately,
)
from unstori.exchange.queries.leaving import Leaving, leaving, may_leave

__all__ = [
    "Leaving",
    "born_alike",
    "came_for",
    "earlier",
    "has_member",
    "is_kept",
    "is_ours",
    "is_seen",
    "leaving",
    "may_leave",
    "organisation_like",
    "person_by_id",
    "person_by_key",
    "person_by_nhs_number",
    "unclear_of",
    "upload",
    "uploads_lately",
]
