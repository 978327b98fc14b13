"""Pages of the story."""

from unstori.story.views.conversations import answer, check, conversation, start, what_matters
from unstori.story.views.facts import change_fact, confirm_fact, facts, retire_fact, settle, tell_fact
from unstori.story.views.files import captions, file
from unstori.story.views.promises import hand_over, keep, new_promise, promises
from unstori.story.views.timeline import add, contacts, correct, entry, timeline

__all__ = [
    "add", "answer", "captions", "change_fact", "check", "confirm_fact", "contacts", "conversation",
    "correct", "entry", "facts", "file", "hand_over", "keep", "new_promise", "promises", "retire_fact",
    "settle", "start", "tell_fact", "timeline", "what_matters",
]  # fmt: skip
