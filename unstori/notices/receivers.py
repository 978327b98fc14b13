"""A message that was written is queued in the same transaction, for after the quiet hours; a concern at once."""

from typing import Any

from django.dispatch import receiver

from unstori.access.actions import identity
from unstori.access.signals import signed_out_everywhere
from unstori.notices import tasks
from unstori.notices.actions import feeds
from unstori.notices.models import Message
from unstori.notices.signals import message_written
from unstori.people.models import User
from unstori.safeguarding.models import Concern
from unstori.safeguarding.signals import concern_waits


@receiver(signed_out_everywhere, dispatch_uid="notices.signed_out_everywhere")
def end_feeds(*, user: User, **_more: Any) -> None:
    """Whoever lost a phone, or had to go, has no calendar that anybody else still reads."""
    feeds.end_feeds_of(by=identity.system_actor(), user=user)


@receiver(message_written, dispatch_uid="notices.send")
def queue(*, message: Message, **_more: Any) -> None:
    """The row is named; what it says and where it goes is found out when it is sent."""
    tasks.send_message.using(run_after=message.not_before).enqueue(str(message.pk))


@receiver(concern_waits, dispatch_uid="notices.safety")
def tell_who_has_it(*, concern: Concern, **_more: Any) -> None:
    """Queued alone: nothing that goes wrong in telling keeps a concern from being raised."""
    tasks.tell_of_safety.enqueue(str(concern.holder_id))
