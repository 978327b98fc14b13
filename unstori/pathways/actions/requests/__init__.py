"""Writes of requests: asking, the service's steps, holding."""

from unstori.pathways.actions.requests.answering import (
    accept,
    ask_more,
    contact,
    decline,
    end,
    meet,
    note,
    put_on_list,
    receive,
    reconsider,
    redirect,
    triage,
)
from unstori.pathways.actions.requests.asking import begin, send, tell_more, withdraw, write
from unstori.pathways.actions.requests.holding import (
    close,
    confirm,
    hand_over,
    never_unheld,
    not_yet,
    open_again,
    record_started,
    say_next,
    take_over,
)

__all__ = [
    "accept", "ask_more", "begin", "close", "confirm", "contact", "decline", "end", "hand_over", "meet",
    "never_unheld", "not_yet", "note", "open_again", "put_on_list", "receive", "reconsider", "record_started", "redirect", "say_next",
    "send", "take_over", "tell_more", "triage", "withdraw", "write",
]  # fmt: skip
