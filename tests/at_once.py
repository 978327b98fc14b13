"""Several people press at the same moment. PostgreSQL lets them write at once, SQLite one after the other."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep
from typing import Any

from django.db import connection, transaction


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each came to, in order: what it gave, or the error that it raised."""
    ready, came = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        ready.wait(timeout=10)
        try:
            came[place] = acts[place]()
        except Exception as error:  # looked at by the test
            came[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return came


def refused(came: list[Any], *kinds: type[Exception]) -> int:
    """How many were refused; any other error fails the test."""
    errors = [one for one in came if isinstance(one, Exception)]
    for error in errors:
        if not isinstance(error, kinds):
            raise error
    return len(errors)


def behind(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What the second came to, which began while the first held what it changes. PostgreSQL alone lets it begin."""
    came: list[Any] = []

    def run() -> None:
        try:
            came.append(second())
        except Exception as error:  # looked at by the test
            came.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        for _again in range(100):
            if _waits():
                break
            sleep(0.05)
    thread.join(timeout=30)
    return came[0]


def _waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])
