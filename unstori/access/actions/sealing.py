"""Sealing the audit in batches. What a seal costs does not depend on how much is sealed already."""

import json

from django.conf import settings
from django.db import connection, transaction

from unstori.access.models import AuditLink, AuditSeal
from unstori.access.queries import chain
from unstori.access.rules import Actor
from unstori.access.rules.chain import FIRST_HEAD, next_head


def seal(*, by: Actor, batch: int = chain.BATCH) -> int:
    """Seal everything that waits, then keep the new heads outside the database. Returns how many events.

    Sealing writes no audit of its own, or it would never be done: the seal is the evidence.
    """
    sealed = 0
    while size := _seal_batch(batch):
        sealed += size
        if size < batch:
            break
    _publish()
    return sealed


@transaction.atomic
def _seal_batch(batch: int) -> int:
    """One seal, or none when nothing waits."""
    _one_at_a_time()
    newest, events = chain.newest_seal(), chain.waiting(batch)
    if not events:
        return 0
    number = newest.number + 1 if newest else 1
    head = next_head(newest.head if newest else FIRST_HEAD, number, events)
    made = AuditSeal.objects.create(number=number, head=head, size=len(events))
    AuditLink.objects.bulk_create(
        [
            AuditLink(event_id=event_id, seal=made, position=place)
            for place, (event_id, _) in enumerate(events)
        ],
        batch_size=1_000,
    )
    return len(events)


def _one_at_a_time() -> None:
    """SQLite's writers wait for each other already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('unstori_seal'))")


def _publish() -> None:
    """Append heads that the file outside lacks: after a crash in between, the next run makes up for it."""
    path = settings.AUDIT_HEAD_FILE
    late = list(chain.seals_after(chain.newest_outside(path)))
    if not late:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for one in late:
            said = {
                "number": one.number,
                "head": one.head,
                "size": one.size,
                "at": one.created_at.isoformat(),
            }
            file.write(json.dumps(said) + "\n")
