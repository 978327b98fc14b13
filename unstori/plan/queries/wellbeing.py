"""How true the statements of well-being are of the person, as each rater said."""

from django.db.models import QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.plan import rules
from unstori.plan.models import WellBeingView


def wellbeing_views(opened: Opened, definition: str, domain: str = "") -> QuerySet[WellBeingView]:
    """Every view along a definition, of one part of life or of all, oldest first."""
    rows = WellBeingView.objects.filter(definition=definition, **({"domain": domain} if domain else {}))
    return opened.rows(rows).order_by("rated_on", "created_at")


def may_say_wellbeing(opened: Opened, section: str) -> bool:
    """Whoever adds to the section; and the person, of their own life, wherever they read."""
    needed = opened.is_self and section in opened.sections
    return rules.can_rate(is_self=needed, may_add=opened.may(Permission.ADD, section))
