"""Which team answers for which service, and who may say so."""

from unstori.access.rules import Actor
from unstori.pathways.models import Desk


def of_team(by: Actor) -> list[Desk]:
    """For what the actor's team answers."""
    rows = Desk.objects.filter(team__pk=by.team_id, closed_at__isnull=True)
    return list(rows.select_related("service").order_by("service__name"))
