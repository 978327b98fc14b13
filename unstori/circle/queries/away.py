"""Who of those around somebody is away, and who stands in."""

from collections.abc import Iterable
from uuid import UUID

from unstori.access.door import Opened
from unstori.circle.queries.members import kept_from
from unstori.directory import queries as directory
from unstori.directory.models import Absence


def away_around(opened: Opened, capacities: Iterable[UUID | None]) -> dict[UUID, Absence]:
    """Of those whom the page names anyway. A stand-in whose place is kept from the actor is not named."""
    found = directory.away(id for id in capacities if id)
    kept = kept_from(opened) if found else frozenset()
    for absence in found.values():
        if absence.stand_in_id in kept:
            absence.stand_in = None
    return {id: absence for id, absence in found.items() if id not in kept}
