"""Does the jobs: the library's worker, and beside it a thread that asks for what the schedule says.

Run as many as you like, on as many machines. With `--batch` it does what is due and ends: for a timer.
"""

import logging
import os
import signal
import time
from argparse import ArgumentParser
from threading import Thread
from typing import Any

from django.db import close_old_connections
from django_tasks_db.management.commands import db_worker

from unstori.access.actions import identity, jobs
from unstori.core.errors import places

log = logging.getLogger("unstori.jobs")
SECONDS = 5


class Command(db_worker.Command):
    help = "Do the jobs of the schedule and those that pages ask for, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--with-parent", type=int, help="end when the process of this id is not the parent"
        )
        parser.set_defaults(interval=2)

    def handle(self, *, with_parent: int | None = None, **options: Any) -> None:
        _ask()
        if not options["batch"]:
            Thread(target=_keep_asking, args=[with_parent], daemon=True).start()
        super().handle(**{**options, "verbosity": 0})  # its log quotes errors; `receivers` logs without


def _ask() -> None:
    """A database that is away now is asked again in a moment."""
    try:
        by = identity.system_actor()
        jobs.try_again(by=by)
        jobs.enqueue_due(by=by)
    except Exception as error:  # the clock must not stop, whatever happened
        log.error("failed", extra={"error": type(error).__name__, "places": places(error)})


def _keep_asking(parent: int | None) -> None:
    while parent in (None, os.getppid()):
        time.sleep(SECONDS)
        close_old_connections()
        _ask()
    os.kill(os.getpid(), signal.SIGTERM)
