"""The one clock. Instants are UTC; days are days in London, where the law counts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The day it is in London."""
    return now().astimezone(LONDON).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """As if it were another moment: how the demo gets its past. Evidence elsewhere is never dated back."""
    if not settings.DEMO:
        raise RuntimeError("only a demo has a made-up past")
    before = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(before)


def midnight(day: date) -> datetime:
    """The first instant of a day in London."""
    return datetime.combine(day, time(), LONDON)
