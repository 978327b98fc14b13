"""Background work that this room's actions want: queued in the transaction that wants it."""

from typing import Any

from django.dispatch import receiver

from unstori.teams import tasks
from unstori.teams.models import Handover
from unstori.teams.signals import handover_begun


@receiver(handover_begun, dispatch_uid="teams.carry_on")
def queue_handover(*, handover: Handover, **_more: Any) -> None:
    """One part for each person; a job that breaks off goes on where it was."""
    tasks.hand_over.enqueue(str(handover.pk))
