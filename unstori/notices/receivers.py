"""A message that was written is queued in the same transaction, for after the quiet hours."""

from typing import Any

from django.dispatch import receiver

from unstori.notices import tasks
from unstori.notices.models import Message
from unstori.notices.signals import message_written


@receiver(message_written, dispatch_uid="notices.send")
def queue(*, message: Message, **_more: Any) -> None:
    """The row is named; what it says and where it goes is found out when it is sent."""
    tasks.send_message.using(run_after=message.not_before).enqueue(str(message.pk))
