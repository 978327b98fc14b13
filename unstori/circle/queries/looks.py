"""Who has looked."""

from datetime import datetime

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.access.models import AuditEvent
from unstori.circle.queries.members import kept_from
from unstori.people.models import Capacity


def looks_of(
    opened: Opened, since: datetime | None = None, most: int = 500
) -> list[tuple[AuditEvent, Capacity | None]]:
    """Who has looked, with what the actor may know of it.

    Nobody but the person sees that the person looked: a page of help must be safe to open.
    Family are not watched by workers: only somebody who decides sees what family opened.
    """
    looks = access.looks_at(opened.person, since).exclude(capacity_id__in=kept_from(opened))
    events = list(looks[:most])
    who = access.capacities_named({event.capacity_id for event in events})
    return [
        (event, who.get(event.capacity_id))
        for event in events
        if event.capacity_id == opened.actor.capacity_id or _shown(who.get(event.capacity_id), opened)
    ]


def _shown(looker: Capacity | None, opened: Opened) -> bool:
    if opened.is_self or looker is None:
        return True
    if looker.kind == Capacity.Kind.SELF:
        return False
    return opened.decides or looker.kind != Capacity.Kind.FAMILY
