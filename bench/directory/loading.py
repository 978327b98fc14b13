"""Takes a made-up directory in, through the same action that imports do: in batches, never whole in memory."""

import time
from itertools import islice

from django.db import connection

from bench.directory.copies import multiply
from bench.directory.what import everything
from bench.directory.writing import written
from unstori.access.actions.identity import system_actor
from unstori.directory import actions
from unstori.directory.models import Entry

AT_ONCE = 500
WORDED = 20_000  # what is more is copied
ADDRESS = "bench"


def load(size: int, seed: int = 1) -> float:
    """Returns seconds that taking in took, without copies; 0 where they are there already."""
    if Entry.objects.count() >= size:
        return 0.0
    if connection.vendor == "sqlite":  # a load that breaks is thrown away whole: no need to wait for the disk
        connection.cursor().execute("PRAGMA synchronous=OFF")
    began = time.perf_counter()
    by = system_actor()
    feed = actions.feed_at(by=by, address=ADDRESS)
    coming = (actions.Coming(written(what)) for what in everything(min(size, WORDED), seed))
    while some := list(islice(coming, AT_ONCE)):
        actions.take_entries(by=by, feed=feed, coming=some)
    seconds = time.perf_counter() - began
    if size > WORDED:
        multiply(size // WORDED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize=0x10002")
    return seconds
