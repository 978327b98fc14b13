"""The only reads of `circle`, always through an opened person."""

from unstori.circle.queries.deciding import (
    abilities_of,
    able_to_decide,
    calls_to_take,
    danger_calls,
    deciding_as,
    law,
    standing_of,
    statuses,
)
from unstori.circle.queries.members import (
    circle_of,
    duties_of,
    gone_from,
    key_worker_of,
    legal_statuses_of,
    member,
    member_as,
    organisations,
    past_of,
)
from unstori.circle.queries.sharing import (
    decision,
    decisions_of,
    invitation_by,
    looks_of,
    private_rows_of,
    shares_of,
    token_of,
)

__all__ = [
    "abilities_of", "able_to_decide", "calls_to_take", "circle_of", "danger_calls", "deciding_as", "decision",
    "decisions_of", "duties_of", "gone_from", "invitation_by", "key_worker_of", "law", "legal_statuses_of",
    "looks_of", "member", "member_as", "organisations", "past_of", "private_rows_of", "shares_of",
    "standing_of",    "statuses", "token_of",
]  # fmt: skip
