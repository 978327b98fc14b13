"""Pages of the story."""

from unstori.story.views.choosing import begin, check, start
from unstori.story.views.conversations import answer, conversation, what_matters
from unstori.story.views.easy import easy, easy_on, take_back
from unstori.story.views.facts import change_fact, confirm_fact, facts, retire_fact, settle, tell_fact
from unstori.story.views.files import captions, file
from unstori.story.views.moving import moved
from unstori.story.views.promises import hand_over, keep, new_promise, promises
from unstori.story.views.timeline import add, contacts, correct, entry, timeline
from unstori.story.views.together import echo, observe

__all__ = [
    "add", "answer", "begin", "captions", "change_fact", "check", "confirm_fact", "contacts", "conversation",
    "correct", "easy", "easy_on", "echo", "entry", "facts", "file", "hand_over", "keep", "moved", "new_promise",
    "observe", "promises", "retire_fact", "settle", "start", "take_back", "tell_fact", "timeline",
    "what_matters",
]  # fmt: skip
