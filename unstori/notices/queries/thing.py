"""One thing that somebody is to be told of, and how far back news goes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from unstori.core import clock
from unstori.notices.queries.definitions import terms
from unstori.people.models import Person


@dataclass(frozen=True)
class News:
    """One thing to be told. `what` says which sentence and which page; `row` is what it is about.

    About nobody by name where even that would say too much: a concern.
    """

    kind: str
    what: str
    key: str
    person: Person | None
    row: Any
    day: date
    sent: bool = True  # else it stands on the page alone: another message goes for it already
    urgent: bool = False  # quiet hours do not hold it back


def news_since() -> datetime:
    return clock.now() - timedelta(days=terms()["news_for_days"])


def day_of(moment: datetime) -> date:
    return moment.astimezone(clock.LONDON).date()
