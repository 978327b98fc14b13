"""What this room's actions want done: queued in the transaction that wants it."""

from typing import Any

from django.dispatch import receiver

from unstori.exchange import tasks
from unstori.exchange.models import Load
from unstori.exchange.signals import load_asked

JOBS = {"check": tasks.check_load, "take_in": tasks.take_in_load, "take_back": tasks.take_back_load}


@receiver(load_asked, dispatch_uid="exchange.load_asked")
def queue_load(*, load: Load, what: str, **_more: Any) -> None:
    JOBS[what].enqueue(str(load.pk))
