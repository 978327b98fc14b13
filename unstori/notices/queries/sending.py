"""What is asked once more before a message leaves."""

from collections.abc import Iterable

from unstori.access.queries import actor_of
from unstori.notices import rules
from unstori.notices.models import Message
from unstori.notices.queries.definitions import kinds
from unstori.notices.queries.news import news_of
from unstori.notices.queries.telling import can_be_told, told_in, where_to, wish_of
from unstori.notices.queries.thing import News


def always_told(news: Iterable[News]) -> bool:
    """Whether anything among these is told whatever somebody chose."""
    always = {kind["id"] for kind in kinds() if kind.get("always")}
    return any(item.kind in always for item in news)


def place_now(message: Message) -> rules.Where | None:
    """Where it may go at this moment: nowhere once there is nothing in it that its reader may see and wants."""
    capacity = can_be_told(message.capacity_id)
    wish = wish_of(capacity) if capacity else None
    if capacity is None or wish is None:
        return None
    told = told_in(message)
    seen = [item for item in news_of(actor_of(capacity)) if item.key in told]
    always = always_told(seen)
    if wish.is_paused and not always:
        return None
    if not any(wish.often[item.kind] != "never" for item in seen):
        return None
    place = where_to(capacity, wish, always=always)
    return place if place and place.way == message.way else None
