"""When a job is due, when it is tried again, and when it is late. Moments are given in London's time."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

DROPPED_AFTER = timedelta(minutes=30)  # no job works longer: whoever had it has died
LATE_AFTER = timedelta(hours=1)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=25),
    timedelta(hours=2),
    timedelta(hours=8),
)


@dataclass(frozen=True)
class Daily:
    """Once a day, from this time of day on."""

    at: time

    def began(self, now: datetime) -> datetime:
        """The beginning of the period that `now` lies in."""
        moment = datetime.combine(now.date(), self.at, now.tzinfo)
        if moment > now:
            moment = datetime.combine(now.date() - timedelta(days=1), self.at, now.tzinfo)
        return moment.astimezone(UTC)


@dataclass(frozen=True)
class Every:
    """Again and again, after so many minutes."""

    minutes: int

    def began(self, now: datetime) -> datetime:
        """The beginning of the period that `now` lies in."""
        length = self.minutes * 60
        return datetime.fromtimestamp(now.timestamp() // length * length, UTC)


def is_late(when: Daily | Every, *, since: datetime | None, now: datetime) -> bool:
    """Not done for a period that began an hour ago. `since`: done last, or asked for first if never done."""
    return since is None or since < when.began(now - LATE_AFTER)


def can_try_again(*, tries: int, failed: datetime, now: datetime) -> bool:
    """Soon at first, then after longer waits, five times more."""
    return 0 < tries <= len(WAITS) and now >= failed + WAITS[tries - 1]
