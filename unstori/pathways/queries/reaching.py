"""How the one of the family who asked is reached without danger: told by asking, and no part of what was sent."""

from unstori.access import policy
from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.circle import queries as circle
from unstori.circle import rules
from unstori.circle.models import SafeContact
from unstori.pathways.models import Request

FAMILY = ("self", "family", "advocate")


def for_service(by: Actor, found: Request) -> list[SafeContact]:
    """As they say it today, for as long as it is open: frozen it would lead to where it is not safe any more.

    Each said it for themselves, so that only who asked tells it; not where the address is kept from who reads.
    """
    kept = policy.kept_from(by, [found.person_id])
    if not found.is_open or found.person_id in kept.addresses:
        return []
    asked = [found.pathway.created_by_id, *found.sendings.values_list("created_by", flat=True)]
    rows = SafeContact.objects.filter(
        person=found.person_id, created_by__in=asked, created_by__kind__in=FAMILY, narrowed=False
    )
    rows = rows.exclude(section__in=kept.sections.get(found.person_id, ())).exclude(pk__in=kept.rows)
    rows = rows.select_related("created_by__user", "created_by__person").order_by("created_at", "pk")
    return list({row.created_by_id: row for row in rows}.values())


def own(opened: Opened) -> list[SafeContact] | None:
    """What the actor said of themselves; None for whoever says nothing of the kind here."""
    if opened.actor.kind not in FAMILY or not rules.can_say_how_to_reach(circle.standing_of(opened)):
        return None
    return [row for row in circle.safe_contacts(opened) if row.created_by_id == opened.actor.capacity_id]
