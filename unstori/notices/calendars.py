"""Days as a calendar reads them (iCalendar, RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from hashlib import sha256

from django.urls import reverse
from icalendar import Calendar, Event

from unstori.plan.models import Review
from unstori.story.models import Promise

Day = Promise | Review
REFRESH = timedelta(hours=4)


def calendar(rows: Iterable[Day], *, title: Callable[[Day], str], name: str, site: str) -> bytes:
    """Whole days, each with an id that stays the same, so that a day that moves is moved and not added."""
    made = Calendar()
    made.add("prodid", "-//Unstori//Unstori//CY")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", REFRESH)
    for row in rows:
        made.add_component(_event(row, title(row), site))
    return bytes(made.to_ical())


def _event(row: Day, title: str, site: str) -> Event:
    """Nothing but the title, the day and the way back: no description, no place, nobody invited."""
    page = "plan:review" if isinstance(row, Review) else "story:promises"
    event = Event()
    event.add("uid", f"{row.pk}@unstori")
    event.add("dtstamp", row.created_at)
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("summary", title)
    event.add("url", site.rstrip("/") + reverse(page, args=[row.person.reference]))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def tag_of(content: bytes) -> str:
    """The same for the same days: a programme that has them already is told so."""
    return f'"{sha256(content).hexdigest()}"'
