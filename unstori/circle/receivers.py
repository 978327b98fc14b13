"""Messages that this room's actions want sent: queued in the transaction that wants them."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.circle import queries, tasks
from unstori.circle.models import CallMe, Invitation
from unstori.circle.signals import call_asked, invited, naming_rows


@receiver(invited, dispatch_uid="circle.send_invitation")
def queue_invitation(*, invitation: Invitation, origin: str, **_more: Any) -> None:
    """The link is not queued: the job makes it again from the row."""
    tasks.send_invitation.enqueue(str(invitation.pk), origin)


@receiver(call_asked, dispatch_uid="circle.send_call")
def queue_call(*, call: CallMe, origin: str, **_more: Any) -> None:
    """Whoever was asked learns that somebody asked, and nothing else."""
    tasks.send_call.enqueue(str(call.pk), origin)


@receiver(naming_rows, dispatch_uid="circle.name_calls")
def name_calls(*, opened: Opened, ids: set[UUID], **_more: Any) -> dict[UUID, tuple[str, str]]:
    """What the person asked for in danger, on their own page of what is private."""
    address = reverse("circle:danger", args=[opened.person.reference])
    return {
        call.pk: (_("You asked somebody to get in touch"), address)
        for call in queries.calls_by_id(opened, ids)
    }
