"""Goal attainment scaling, where people choose it: five levels of an outcome, said before, and where it stands.

Source: Kiresuk and Sherman 1968 (T score); standards of outcomes: weight = importance x difficulty.
"""

from django.db import models
from django.db.models import Q

from unstori.access.models import AboutPerson
from unstori.plan.models.outcomes import Outcome


class GoalScale(AboutPerson):
    """Five levels in plain words, from worse than now to better than hoped. A change is a new scale. Evidence."""

    evidence = True

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="goal_scales")
    levels = models.JSONField(help_text="Words for -2 to 2, in that order")
    importance = models.PositiveSmallIntegerField()
    difficulty = models.PositiveSmallIntegerField()
    baseline = models.SmallIntegerField()
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(importance__range=(0, 3)), name="importance_is_0_to_3"),
            models.CheckConstraint(condition=Q(difficulty__range=(0, 3)), name="difficulty_is_0_to_3"),
            models.CheckConstraint(condition=Q(baseline__in=(-2, -1)), name="baseline_is_below_hoped"),
        ]


class GoalLevel(AboutPerson):
    """Where the person stands on a scale on one day, and how that was seen. Evidence."""

    evidence = True

    scale = models.ForeignKey(GoalScale, on_delete=models.PROTECT, related_name="reached")
    level = models.SmallIntegerField()
    seen_how = models.TextField(blank=True)
    reached_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__range=(-2, 2)), name="level_is_of_five")]
