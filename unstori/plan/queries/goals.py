"""Scales of five levels, and where the person stands on them."""

from django.db.models import Prefetch, QuerySet

from unstori.access.door import Opened
from unstori.plan.models import GoalLevel, GoalScale, Outcome


def scales(opened: Opened) -> QuerySet[GoalScale]:
    """Every scale, oldest first, each with the levels that the actor may see in their order."""
    seen = opened.rows(GoalLevel.objects.select_related("created_by__user")).order_by(
        "reached_on", "created_at"
    )
    rows = opened.rows(GoalScale.objects.select_related("outcome", "created_by__user"))
    return rows.order_by("created_at").prefetch_related(Prefetch("reached", queryset=seen))


def scale_of(opened: Opened, outcome: Outcome) -> GoalScale | None:
    """The one that holds: the newest."""
    return scales(opened).filter(outcome=outcome).last()


def scales_now(opened: Opened) -> list[GoalScale]:
    """The newest of each outcome that is not stopped and that the actor may see."""
    newest = {one.outcome_id: one for one in scales(opened)}
    return [one for one in newest.values() if one.outcome.state != "stopped" and opened.sees(one.outcome)]
