"""Letters on paper: printed together, posted, and taken back where the printer jammed."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.notices import queries
from unstori.notices.actions.sending import becomes
from unstori.notices.models import Message
from unstori.notices.signals import message_written


@transaction.atomic
def print_letters(*, by: Actor) -> list[UUID]:
    """All that wait, each asked once more; returns those to be printed. Nobody is written to who is not any more."""
    _check(by)
    printed = []
    for message in queries.letters_waiting(by).select_for_update(of=("self",)):
        if queries.place_now(message) is None or queries.address_of(message) is None:
            becomes(by=by, message=message, state=Message.State.DROPPED)
            continue
        message.state, message.printed_at, message.printed_by = "printed", clock.now(), by.capacity_id
        message.save()
        person = message.capacity.person_id
        audit.record(
            by, "letter.print", person_id=person, row=message, detail={"to": str(message.capacity_id)}
        )
        printed.append(message.pk)
    return printed


@transaction.atomic
def mark_posted(*, by: Actor, ids: Collection[UUID]) -> int:
    """They are on their way."""
    return _move(by, ids, "printed", "posted", posted_at=clock.now(), posted_by=by.capacity_id)


@transaction.atomic
def take_back_posted(*, by: Actor, ids: Collection[UUID]) -> int:
    """Not posted after all: they wait to be printed again."""
    nobody = {"printed_at": None, "printed_by": None, "posted_at": None, "posted_by": None}
    return sum(_move(by, ids, state, "waiting", **nobody) for state in ("printed", "posted"))


@transaction.atomic
def try_again(*, by: Actor, id: UUID) -> None:
    """What could not be delivered is tried anew, or on paper where no address was to be had."""
    _check(by)
    message = queries.failed_messages(by).select_for_update(of=("self",)).filter(pk=id).first()
    if message is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    message.state, message.tries, message.trouble = "waiting", 0, ""
    message.save()
    audit.record(by, "message.try_again", row=message)
    message_written.send(sender=Message, message=message)


def _move(by: Actor, ids: Collection[UUID], before: str, then: str, **fields: object) -> int:
    _check(by)
    rows = list(queries.printed_together(by, ids).filter(state=before).values_list("pk", flat=True))
    Message.objects.filter(pk__in=rows).update(state=then, **fields)
    if rows:
        audit.record(by, f"letter.{then}", detail={"letters": sorted(str(id) for id in rows)})
    return len(rows)


def _check(by: Actor) -> None:
    if not queries.may_print(by):
        raise NotFound(reference="", permission=Permission.SEE)
