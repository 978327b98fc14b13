"""What this room's actions want done: queued in the transaction that wants it."""

from typing import Any

from django.dispatch import receiver

from unstori.access.actions import identity
from unstori.access.signals import signed_out_everywhere
from unstori.exchange import actions, tasks
from unstori.exchange.models import Bringing, Load
from unstori.exchange.signals import bringing_asked, load_asked
from unstori.people.models import User

WANTED = {
    "check": tasks.check_load.enqueue,
    "take_in": tasks.take_in_load.enqueue,
    "take_back": tasks.take_back_load.enqueue,
}


@receiver(load_asked, dispatch_uid="exchange.load_asked")
def queue_load(*, load: Load, what: str, **_more: Any) -> None:
    WANTED[what](str(load.pk))


@receiver(bringing_asked, dispatch_uid="exchange.bringing_asked")
def queue_bringing(*, bringing: Bringing, **_more: Any) -> None:
    tasks.bring_services.enqueue(str(bringing.pk))


@receiver(signed_out_everywhere, dispatch_uid="exchange.signed_out_everywhere")
def end_tokens(*, user: User, **_more: Any) -> None:
    """Whoever lost a phone, or had to go, is not read for by another system either."""
    actions.end_tokens_of(by=identity.system_actor(), user=user)
