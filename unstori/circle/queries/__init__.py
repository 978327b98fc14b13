"""The only reads of `circle`, always through an opened person."""

from unstori.circle.queries.deciding import (
    abilities_of,
    able_to_decide,
    answers_open,
    call_to_send,
    calls_by_id,
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
    key_worker_of,
    legal_statuses_of,
    member,
    member_as,
    organisation,
    organisations,
    past_of,
)
from unstori.circle.queries.sharing import (
    decision,
    decisions_of,
    has_account,
    invitation,
    invitation_by,
    invitation_to_send,
    is_related,
    looks_of,
    person_of_link,
    private_rows_of,
    shares_of,
    token_of,
)

__all__ = [
    "abilities_of", "able_to_decide", "answers_open", "call_to_send", "calls_by_id",
    "calls_to_take", "circle_of",
    "danger_calls", "deciding_as", "decision", "decisions_of", "duties_of", "has_account", "invitation",
    "invitation_by", "invitation_to_send", "is_related", "key_worker_of", "law", "legal_statuses_of", "looks_of", "member",
    "member_as", "organisation", "organisations", "past_of", "person_of_link", "private_rows_of", "shares_of", "standing_of",
    "statuses", "token_of",
]  # fmt: skip
