"""Several people press at the same moment. PostgreSQL lets them write at once, SQLite one after the other."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


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
