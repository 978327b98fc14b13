"""Which authorities there are to live with, and who says so."""

from django.db.models import QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.people.models import Organisation, Sector
from unstori.story.rules import can_say_moved


def authorities() -> QuerySet[Organisation]:
    """Local authorities, as official codes have them."""
    return Organisation.objects.filter(sector=Sector.SOCIAL_CARE).exclude(code="").order_by("name_en")


def may_say_moved(opened: Opened) -> bool:
    """Whether this actor may say that the person lives elsewhere now."""
    by = opened.actor
    return can_say_moved(
        by, decides=opened.may(Permission.DECIDE, "about_me"), adds=opened.may(Permission.ADD, "about_me"),
        answers=by.organisation_id == opened.person.authority_id,
    )  # fmt: skip
