"""Messages that this room's actions want sent: queued in the transaction that wants them."""

from typing import Any

from django.dispatch import receiver

from unstori.governance import tasks
from unstori.governance.models import Erasure, WorkInvitation
from unstori.governance.signals import erasure_agreed, invited_to_work, verification_asked


@receiver(invited_to_work, dispatch_uid="governance.send_invitation")
def queue_invitation(*, invitation: WorkInvitation, origin: str, **_more: Any) -> None:
    """The link is not queued: the job makes it again from the row."""
    if origin:
        tasks.send_work_invitation.enqueue(str(invitation.pk), origin)


@receiver(verification_asked, dispatch_uid="governance.verify_audit")
def queue_verification(**_more: Any) -> None:
    tasks.verify_audit.enqueue()


@receiver(erasure_agreed, dispatch_uid="governance.erase_agreed")
def queue_erasure(*, erasure: Erasure, **_more: Any) -> None:
    """In the transaction that agreed to it."""
    tasks.erase_agreed.enqueue(str(erasure.pk))
