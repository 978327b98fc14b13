"""The only writes of `safeguarding`."""

from unstori.safeguarding.actions.answering import accept, decide, give, pass_on, say_back, tell_person
from unstori.safeguarding.actions.places import say_place
from unstori.safeguarding.actions.raising import About, Told, add_more, escalate, raise_concern, say_told
from unstori.safeguarding.actions.sharing import list_read, read, share
from unstori.safeguarding.actions.watching import look_again

__all__ = [
    "About", "Told", "accept", "add_more", "decide", "escalate", "give", "list_read", "look_again", "pass_on", "raise_concern", "read",
    "say_back", "say_place", "say_told", "share", "tell_person",
]  # fmt: skip
