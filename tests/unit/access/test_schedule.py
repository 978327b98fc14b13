"""When a job is due, late, tried again."""

from datetime import UTC, datetime, time, timedelta

import pytest

from unstori.access.rules.schedule import WAITS, Daily, Every, can_try_again, is_late
from unstori.core.clock import LONDON

SEVEN, TEN_MINUTES = Daily(time(7)), Every(10)


def london(*moment):
    return datetime(*moment, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("when", "now", "began"),
    [
        (SEVEN, london(2026, 11, 22, 7), datetime(2026, 11, 22, 7, tzinfo=UTC)),
        (SEVEN, london(2026, 11, 22, 6, 59), datetime(2026, 11, 21, 7, tzinfo=UTC)),
        (SEVEN, london(2026, 7, 1, 12), datetime(2026, 7, 1, 6, tzinfo=UTC)),
        # The clock goes forward on 29 March and back on 25 October: the job stays at seven.
        (SEVEN, london(2026, 3, 29, 6), datetime(2026, 3, 28, 7, tzinfo=UTC)),
        (SEVEN, london(2026, 3, 29, 8), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (SEVEN, london(2026, 10, 25, 8), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        (TEN_MINUTES, london(2026, 11, 22, 7, 19, 59), datetime(2026, 11, 22, 7, 10, tzinfo=UTC)),
        (TEN_MINUTES, london(2026, 7, 1, 7, 20), datetime(2026, 7, 1, 6, 20, tzinfo=UTC)),
    ],
)
def test_period_began(when, now, began):
    assert when.began(now) == began


@pytest.mark.parametrize("when", [SEVEN, TEN_MINUTES, Every(60), Daily(time(0, 10))])
def test_every_moment_of_a_year_lies_in_a_period_that_has_begun(when):
    begins = london(2026, 1, 1)
    periods = [when.began(begins + timedelta(hours=n)) for n in range(366 * 24)]
    assert periods == sorted(periods)
    assert all(p <= begins + timedelta(hours=n) for n, p in enumerate(periods))
    if isinstance(when, Daily):
        assert len(set(periods)) == 367


NOW = london(2026, 11, 22, 8, 30)


@pytest.mark.parametrize(
    ("when", "since", "late"),
    [
        (SEVEN, NOW - timedelta(hours=1), False),
        (SEVEN, NOW - timedelta(hours=2), True),  # half past six: not for today
        (TEN_MINUTES, NOW - timedelta(minutes=59), False),
        (TEN_MINUTES, NOW - timedelta(minutes=71), True),
        (SEVEN, None, True),
    ],
)
def test_late_an_hour_after_a_period_began(when, since, late):
    assert is_late(when, since=since, now=NOW) is late


def test_a_job_is_not_late_before_it_could_be_done():
    assert not is_late(SEVEN, since=london(2026, 11, 21, 7, 0, 5), now=london(2026, 11, 22, 7, 59))


@pytest.mark.parametrize(
    ("tries", "waited", "again"),
    [
        (0, WAITS[-1], False),
        (1, WAITS[0], True),
        (1, WAITS[0] - timedelta(seconds=1), False),
        (2, WAITS[0], False),
        (5, WAITS[4], True),
        (6, timedelta(days=1), False),
    ],
)
def test_tries_again_five_times_after_longer_waits(tries, waited, again):
    assert can_try_again(tries=tries, failed=NOW - waited, now=NOW) is again
