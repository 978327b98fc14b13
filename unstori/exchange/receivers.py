"""What this room's actions want done: queued in the transaction that wants it."""

from typing import Any

from django.dispatch import receiver

from unstori.exchange import tasks
from unstori.exchange.models import Load
from unstori.exchange.signals import load_asked

WANTED = {
    "check": tasks.check_load.enqueue,
    "take_in": tasks.take_in_load.enqueue,
    "take_back": tasks.take_back_load.enqueue,
}


@receiver(load_asked, dispatch_uid="exchange.load_asked")
def queue_load(*, load: Load, what: str, **_more: Any) -> None:
    WANTED[what](str(load.pk))
