"""Messages that this room's actions want sent: queued in the transaction that wants them."""

from typing import Any

from django.dispatch import receiver

from unstori.governance import tasks
from unstori.governance.models import WorkInvitation
from unstori.governance.signals import invited_to_work


@receiver(invited_to_work, dispatch_uid="governance.send_invitation")
def queue_invitation(*, invitation: WorkInvitation, origin: str, **_more: Any) -> None:
    """The link is not queued: the job makes it again from the row."""
    if origin:
        tasks.send_work_invitation.enqueue(str(invitation.pk), origin)
