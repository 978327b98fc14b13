"""Jobs are asked for once in each period, and again when they failed or when whoever had them died."""

import logging
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from unstori.access.queries import jobs as queries
from unstori.access.rules import Actor
from unstori.access.rules.schedule import DROPPED_AFTER
from unstori.core import clock

log = logging.getLogger("unstori.jobs")


def enqueue_due(*, by: Actor) -> int:
    """Ask for what is due and neither waits nor runs; returns for how many. Ask as often as you like.

    The period is the job's key, so however many ask at once, the database takes one.
    """
    busy = queries.unfinished()
    return sum(_enqueue(path, key) for path, key in queries.current().items() if path not in busy)


def _enqueue(path: str, key: UUID) -> bool:
    task: Task[[], object] = import_string(path)
    asked = {
        "task_path": task.module_path, "args_kwargs": {"args": [], "kwargs": {}}, "priority": task.priority,
        "queue_name": task.queue_name, "backend_name": task.backend, "run_after": None,
    }  # fmt: skip
    return DBTaskResult.objects.get_or_create(pk=key, defaults=asked)[1]


def try_again(*, by: Actor) -> int:
    """Put back what failed, after a while; returns how many. What nobody can have any more has failed too."""
    now = clock.now()
    lost = DBTaskResult.objects.filter(status=Status.RUNNING, started_at__lt=now - DROPPED_AFTER)
    if dropped := lost.update(status=Status.FAILED, finished_at=now):
        log.warning("dropped", extra={"jobs": dropped})
    return sum(
        DBTaskResult.objects.filter(pk=job.pk, status=Status.FAILED).update(status=Status.READY)
        for job in list(queries.failed())
    )
