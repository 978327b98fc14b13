"""The only reads of `circle`: through an opened person, except for links and jobs, which have none yet."""

from unstori.circle.queries.away import away_around
from unstori.circle.queries.deciding import (
    abilities_of,
    able_to_decide,
    answers_open,
    deciding_as,
    newest_ability,
    standing_of,
)
from unstori.circle.queries.definitions import danger_calls, law, statuses
from unstori.circle.queries.duty import (
    DutiesSeen,
    duties_among,
    duties_of,
    duties_seen,
    duties_seen_of_many,
    held_through,
    on_duty_for,
    sees_person,
)
from unstori.circle.queries.invitations import (
    has_account,
    has_own_account,
    invitation,
    invitation_by,
    invitation_to_send,
    inviter,
    may_invite_person,
    person_of_link,
    token_of,
)
from unstori.circle.queries.looks import looks_of
from unstori.circle.queries.members import (
    circle_of,
    kept_from,
    key_worker_of,
    legal_statuses_of,
    member,
    member_as,
    organisation,
    organisations,
    organisations_with_workers,
    past_of,
)
from unstori.circle.queries.private import call_to_send, calls_by_id, calls_to_take, private_rows_of
from unstori.circle.queries.reaching import safe_contact_of, safe_contacts, safe_email
from unstori.circle.queries.sharing import decision, decisions_of, newest_state, shares_of
from unstori.circle.queries.working import Owed, owed_by

__all__ = [
    "DutiesSeen",
    "Owed",
    "abilities_of",
    "able_to_decide",
    "answers_open",
    "away_around",
    "call_to_send",
    "calls_by_id",
    "calls_to_take",
    "circle_of",
    "danger_calls",
    "deciding_as",
    "decision",
    "decisions_of",
    "duties_among",
    "duties_of",
    "duties_seen",
    "duties_seen_of_many",
    "has_account",
    "has_own_account",
    "held_through",
    "invitation",
    "invitation_by",
    "invitation_to_send",
    "inviter",
    "kept_from",
    "key_worker_of",
    "law",
    "legal_statuses_of",
    "looks_of",
    "may_invite_person",
    "member",
    "member_as",
    "newest_ability",
    "newest_state",
    "on_duty_for",
    "organisation",
    "organisations",
    "organisations_with_workers",
    "owed_by",
    "past_of",
    "person_of_link",
    "private_rows_of",
    "safe_contact_of",
    "safe_contacts",
    "safe_email",
    "sees_person",
    "shares_of",
    "standing_of",
    "statuses",
    "token_of",
]  # fmt: skip
