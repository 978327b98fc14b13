"""Lists name people too. Being named in a list is no opening of a story, so one event holds them all."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor


@transaction.atomic
def shown(*, by: Actor, what: str, people: Iterable[UUID]) -> None:
    """Somebody saw these people in a list. Nobody listed, nothing to write."""
    ids = sorted({str(id) for id in people})
    if ids:
        audit.record(by, "list", detail={"what": what, "people": ids})
