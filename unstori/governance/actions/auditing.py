"""Taking a copy of the audit and having it checked are deeds too."""

from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.governance.queries.workers import check_administers
from unstori.governance.signals import verification_asked


@transaction.atomic
def export(*, by: Actor, asked: dict[str, Any]) -> None:
    """Somebody takes a copy along."""
    check_administers(by)
    audit.record(
        by,
        "audit.export",
        detail={name: str(value) for name, value in asked.items() if value and name != "name"},
    )


@transaction.atomic
def ask_to_verify(*, by: Actor) -> None:
    """It takes long where there is much of it, so a job does it."""
    check_administers(by)
    audit.record(by, "audit.verify_asked")
    verification_asked.send(sender=AuditEvent)
