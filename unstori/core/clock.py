"""The one clock. Instants are UTC; days are days in London, where the law counts them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The day it is in London."""
    return now().astimezone(LONDON).date()
