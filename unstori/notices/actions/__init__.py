"""The only writes of `notices`."""

from unstori.notices.actions.feeds import end_feed, make_feed, note_reading
from unstori.notices.actions.post import mark_posted, print_letters, take_back_posted, try_again
from unstori.notices.actions.reading import mark_read, mark_unread
from unstori.notices.actions.sending import deliver, sweep, tell_of_safety
from unstori.notices.actions.telling import choose, go_on, pause, start_again, stop

__all__ = [
    "choose",
    "deliver",
    "end_feed",
    "go_on",
    "make_feed",
    "mark_posted",
    "mark_read",
    "mark_unread",
    "note_reading",
    "pause",
    "print_letters",
    "start_again",
    "stop",
    "sweep",
    "take_back_posted",
    "tell_of_safety",
    "try_again",
]
