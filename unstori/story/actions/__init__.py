"""The only writes of `story`. Rooms above call `record`."""

from unstori.story.actions.conversations import finish_conversation, save_answer, start_conversation
from unstori.story.actions.entries import add_entry, correct_entry
from unstori.story.actions.facts import confirm_fact, retire_fact, settle, tell_fact
from unstori.story.actions.files import attach, scan_again
from unstori.story.actions.promises import hand_over_promise, keep_promise, promise, remind, take_over
from unstori.story.actions.timeline import record

__all__ = [
    "add_entry", "attach", "confirm_fact", "correct_entry", "finish_conversation", "hand_over_promise",
    "keep_promise", "promise", "record", "remind", "retire_fact", "save_answer", "scan_again", "settle",
    "start_conversation", "take_over", "tell_fact",
]  # fmt: skip
