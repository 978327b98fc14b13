"""The only writes of `circle`."""

from unstori.circle.actions.beginning import begin
from unstori.circle.actions.deciding import end_legal_status, record_ability, record_legal_status
from unstori.circle.actions.handover import end_member, hand_over
from unstori.circle.actions.invitations import accept, invite, take_back_invitation
from unstori.circle.actions.members import add_member, change_member, set_key_worker
from unstori.circle.actions.private import answer_call, ask_to_call, let_see, shut_out
from unstori.circle.actions.reaching import say_how_to_reach
from unstori.circle.actions.sharing import (
    ask,
    decide_for,
    dispute,
    expire_sharing,
    give,
    invalidate,
    refuse,
    share,
    share_by_duty,
    withdraw,
)
from unstori.circle.actions.working import after_move, leave_work

__all__ = [
    "accept", "add_member", "after_move", "answer_call", "ask", "ask_to_call", "begin", "change_member", "decide_for", "dispute",
    "end_legal_status", "end_member", "expire_sharing", "give", "hand_over", "invalidate", "invite", "leave_work",
    "let_see", "record_ability", "record_legal_status", "refuse", "say_how_to_reach", "set_key_worker", "share", "share_by_duty",
    "shut_out", "take_back_invitation", "withdraw",
]  # fmt: skip
