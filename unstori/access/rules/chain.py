"""The audit's chain: each head follows from the head before it and from the events it seals."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

FIRST_HEAD = "0" * 64
# A transaction that began earlier may commit later, with earlier ids; none lasts as long as this.
LONGEST_TRANSACTION = timedelta(hours=1)


def next_head(before: str, number: int, events: Iterable[tuple[UUID, str]]) -> str:
    """The head of a seal: SHA-256 over the head before, its number, and each event's id and digest."""
    said = hashlib.sha256(f"{before}\n{number}\n".encode())
    for event_id, digest in events:
        said.update(f"{event_id}:{digest}\n".encode())
    return said.hexdigest()


def floor_before(event_id: UUID) -> UUID:
    """The smallest id that an event still to be sealed can have (RFC 9562: UUIDv7 begins with its time).

    Sealing looks from here on, so its cost does not grow with what is sealed already; whatever appears
    below it later was put there by other ways than ours.
    """
    milliseconds = (event_id.int >> 80) - int(LONGEST_TRANSACTION.total_seconds() * 1000)
    return UUID(int=max(milliseconds, 0) << 80)
