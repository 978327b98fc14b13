"""Refusals are evidence too."""

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor


@transaction.atomic
def record(*, by: Actor, error: NotFound) -> None:
    """Somebody asked for what is not there, or not for them."""
    audit.record(
        by, "refused", person_id=error.person_id, detail={"permission": error.permission.name.lower()}
    )
