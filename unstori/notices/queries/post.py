"""Letters to print and messages that could not be delivered, for whoever posts them."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from unstori.access import policy
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.queries import is_on_duty
from unstori.notices import rules
from unstori.notices.models import Message
from unstori.notices.queries.telling import can_be_told, where_to, wish_of

LATELY = timedelta(days=14)


def may_print(by: Actor) -> bool:
    """Whether the actor posts the letters of their organisation."""
    return bool(by.organisation_id) and rules.prints_letters(
        kind=by.kind, on_duty=is_on_duty(by), vouched=by.vouched
    )


def _own(by: Actor) -> QuerySet[Message]:
    """Those of the actor's organisation; nothing for whoever does not post them.

    A letter tells an address. Where somebody's is kept from the actor, as a relative perhaps, no letter of theirs is
    in this actor's post: somebody else prints it.
    """
    if by.organisation_id is None or not may_print(by):
        return Message.objects.none()
    rows = Message.objects.filter(organisation_id=by.organisation_id).select_related(
        "capacity__user", "capacity__person"
    )
    kept = policy.kept_from(by)
    return rows.exclude(capacity__person__in=kept.addresses) if kept.addresses else rows


def letters_waiting(by: Actor) -> QuerySet[Message]:
    """To be printed, the longest waiting first."""
    rows = _own(by).filter(way="letter", state=Message.State.WAITING, not_before__lte=clock.now())
    return rows.order_by("created_at")


def letters_printed(by: Actor) -> QuerySet[Message]:
    """Printed and lately posted, the newest first."""
    states = (Message.State.PRINTED, Message.State.POSTED)
    rows = _own(by).filter(way="letter", state__in=states, printed_at__gte=clock.now() - LATELY)
    return rows.order_by("-printed_at", "pk")


def printed_together(by: Actor, ids: Iterable[UUID]) -> QuerySet[Message]:
    """Of these letters those in the actor's post, however far they are."""
    return _own(by).filter(way="letter", pk__in=list(ids)).order_by("created_at")


def failed_messages(by: Actor) -> QuerySet[Message]:
    """What could not be delivered and nobody has settled."""
    return _own(by).filter(state=Message.State.FAILED).order_by("created_at")


def address_of(message: Message) -> list[str] | None:
    """Name and address as they are now, or None: they are not to be written to any more."""
    capacity = can_be_told(message.capacity_id)
    place = where_to(capacity, wish_of(capacity)) if capacity else None
    if capacity is None or place is None or place.way != "letter":
        return None
    return [capacity.user.name, *rules.lines_of(place.to)]
