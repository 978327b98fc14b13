"""How long something may wait until somebody else has written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

HARDLY = 50  # milliseconds


@contextmanager
def hardly_waiting() -> Iterator[None]:
    """For a write that may be left out. SQLite has one writer at a time, and else a page waits as long as for its own words."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    held = connection.connection
    (usual,) = held.execute("PRAGMA busy_timeout").fetchone()
    held.execute(f"PRAGMA busy_timeout = {HARDLY}")
    try:
        yield
    finally:
        held.execute(f"PRAGMA busy_timeout = {usual}")
