"""How to reach somebody without danger, for a worker's page and for messages that leave."""

from unstori.access.door import Opened
from unstori.circle import rules
from unstori.circle.models import SafeContact
from unstori.people.models import Capacity


def safe_contacts(opened: Opened) -> list[SafeContact]:
    """The newest of each who said one, where the actor may know it."""
    rows = opened.rows(SafeContact.objects.select_related("created_by__user", "created_by__person"))
    newest = {row.created_by_id: row for row in rows.order_by("created_at", "pk")}
    return [row for row in newest.values() if _is_shown(opened, row)]


def _is_shown(opened: Opened, row: SafeContact) -> bool:
    return rules.sees_safe_contact(
        own=row.created_by_id == opened.actor.capacity_id,
        is_self=opened.is_self,
        is_worker=opened.actor.is_professional,
        address_kept=opened.address_withheld,
    )


def safe_contact_of(capacity: Capacity) -> SafeContact | None:
    """What this capacity said last is safe: asked before anything is sent to them."""
    return SafeContact.objects.filter(created_by=capacity).order_by("created_at", "pk").last()


def safe_email(capacity: Capacity) -> str:
    """Where a message to this capacity may go: what they said is safe; nowhere if that is no e-mail."""
    said = safe_contact_of(capacity)
    if said is None:
        return capacity.user.email
    return said.to if said.way == SafeContact.Way.EMAIL else ""
