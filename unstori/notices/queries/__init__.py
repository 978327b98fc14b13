"""The only reads of `notices`: always for one actor, through the one policy."""

from unstori.notices.queries.definitions import chosen_kinds, kinds, terms
from unstori.notices.queries.feeds import calendar_row, digest_of, feed_behind, feed_of, was_read_today
from unstori.notices.queries.news import days_of, news_of
from unstori.notices.queries.post import (
    address_of,
    failed_messages,
    letters_printed,
    letters_waiting,
    may_print,
    printed_together,
)
from unstori.notices.queries.safety import concerns
from unstori.notices.queries.sending import always_told, place_now
from unstori.notices.queries.telling import (
    Wish,
    can_be_told,
    capacity_of,
    last_message,
    last_sweep,
    marks_of,
    messages_to,
    read_stop_token,
    read_undo_token,
    stop_token,
    told_in,
    undo_token,
    ways_there_are,
    where_to,
    who_can_be_told,
    wish_of,
)
from unstori.notices.queries.thing import News

__all__ = [
    "News",
    "Wish",
    "address_of",
    "always_told",
    "calendar_row",
    "can_be_told",
    "capacity_of",
    "chosen_kinds",
    "concerns",
    "days_of",
    "digest_of",
    "failed_messages",
    "feed_behind",
    "feed_of",
    "kinds",
    "last_message",
    "last_sweep",
    "letters_printed",
    "letters_waiting",
    "marks_of",
    "may_print",
    "messages_to",
    "news_of",
    "place_now",
    "printed_together",
    "read_stop_token",
    "read_undo_token",
    "stop_token",
    "terms",
    "told_in",
    "undo_token",
    "was_read_today",
    "ways_there_are",
    "where_to",
    "who_can_be_told",
    "wish_of",
]  # fmt: skip
