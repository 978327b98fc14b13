"""The audit: one row for every read and write. Rows are digested when written, chained when sealed."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.core import clock, ids
from unstori.people.models import Person


def digest_of(event: AuditEvent) -> str:
    """SHA-256 over everything the row says."""
    said = [
        str(event.pk), event.created_at.isoformat(), str(event.user_id), str(event.capacity_id),
        str(event.person_id), event.action, event.target, str(event.target_id), event.detail,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def record(
    by: Actor,
    action: str,
    *,
    person_id: UUID | None = None,
    row: Model | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one event. `detail` says which, never what was written: the audit holds no content.

    What another system did for somebody says through which token.
    """
    event = _event(by, action, person_id, row, detail)
    event.save(force_insert=True)
    return event


def record_many(by: Actor, events: Iterable[tuple[str, UUID | None, Model | None]]) -> None:
    """The same for a whole table at once: for each what was done, about whom, and to which row."""
    made = [_event(by, action, person_id, row, None) for action, person_id, row in events]
    AuditEvent.objects.bulk_create(made)


def _event(
    by: Actor, action: str, person_id: UUID | None, row: Model | None, detail: dict[str, Any] | None
) -> AuditEvent:
    through = {"through": by.through} if by.through else {}
    event = AuditEvent(
        id=ids.row_id(),
        created_at=clock.now(),
        user_id=by.user_id,
        capacity_id=by.capacity_id,
        person_id=person_id,
        action=action,
        target=row._meta.label if row else "",
        target_id=row.pk if row else None,
        detail=(detail or {}) | through,
    )
    event.digest = digest_of(event)
    return event


def stamp(*, by: Actor, person: Person, **more: Any) -> dict[str, Any]:
    """What every row about a person says of itself: whose, by whom, and which organisation answers for it."""
    controller = by.organisation_id or person.authority_id
    return {"person": person, "created_by_id": by.capacity_id, "controller_id": controller, **more}
