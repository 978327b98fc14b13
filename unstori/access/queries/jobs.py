"""Reads about jobs, in the table of the library that runs them. None of this is about anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db.models import Max, Min, Q
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from unstori.access.rules import schedule as rules
from unstori.core import clock


@dataclass(frozen=True)
class Ran:
    """When a scheduled job was last done, and whether that is too long ago."""

    name: str
    last: datetime | None
    late: bool


def current() -> dict[str, UUID]:
    """For each scheduled job the key of the period that it is now: the same for whoever asks."""
    now = clock.now().astimezone(clock.LONDON)
    return {
        path: uuid5(NAMESPACE_URL, f"{path} {when.began(now).isoformat()}")
        for path, when in settings.SCHEDULE.items()
    }


def unfinished() -> set[str]:
    """Scheduled jobs that wait or run."""
    jobs = DBTaskResult.objects.filter(
        task_path__in=settings.SCHEDULE, status__in=[Status.READY, Status.RUNNING]
    )
    return set(jobs.order_by().values_list("task_path", flat=True))


def failed() -> Iterator[DBTaskResult]:
    """Jobs that may be tried again now. A scheduled one of an earlier period is made up for by the next."""
    now = clock.now()
    recent = DBTaskResult.objects.filter(status=Status.FAILED, finished_at__gte=now - 2 * rules.WAITS[-1])
    for job in recent.filter(~Q(task_path__in=settings.SCHEDULE) | Q(pk__in=current().values())):
        if rules.can_try_again(tries=len(job.worker_ids), failed=job.finished_at, now=now):
            yield job


def ran() -> list[Ran]:
    """Every scheduled job, in the order of the schedule."""
    now = clock.now().astimezone(clock.LONDON)
    jobs = DBTaskResult.objects.filter(task_path__in=settings.SCHEDULE).order_by().values("task_path")
    told = jobs.annotate(
        last=Max("finished_at", filter=Q(status=Status.SUCCESSFUL)), first=Min("enqueued_at")
    )
    found = {row["task_path"]: row for row in told}
    lines = []
    for path, when in settings.SCHEDULE.items():
        row = found.get(path, {"last": None, "first": None})
        late = rules.is_late(when, since=row["last"] or row["first"], now=now)
        lines.append(Ran(path.rpartition(".")[2], row["last"], late))
    return lines
