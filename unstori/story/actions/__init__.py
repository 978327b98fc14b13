"""The only writes of `story`. Rooms above call `record`."""

from unstori.story.actions.conversations import finish_conversation, save_answer, start_conversation
from unstori.story.actions.entries import add_entry, correct_entry
from unstori.story.actions.facts import confirm_fact, retire_fact, settle, tell_fact
from unstori.story.actions.files import attach, scan_again
from unstori.story.actions.moving import say_moved
from unstori.story.actions.own import finish_own, save_own_answer, show_own, start_own, take_own_away
from unstori.story.actions.promises import hand_over_promise, keep_promise, promise, take_over
from unstori.story.actions.showing import show, take_back
from unstori.story.actions.statements import keep_statements
from unstori.story.actions.timeline import record, record_many
from unstori.story.actions.together import be_there, echo

__all__ = [
    "add_entry", "attach", "be_there", "confirm_fact", "correct_entry", "echo", "finish_conversation",
    "finish_own", "hand_over_promise", "keep_promise", "keep_statements", "promise", "record", "record_many",
    "retire_fact", "save_answer", "save_own_answer", "say_moved", "scan_again", "settle", "show", "show_own",
    "start_conversation", "start_own", "take_back", "take_over", "take_own_away", "tell_fact",
]  # fmt: skip
