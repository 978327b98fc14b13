"""How it is going, as each rater sees it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.plan.models.outcomes import Outcome


class Rating(AboutPerson):
    """How well it is going and how happy the rater is with that, 1-10. Never averaged. Evidence."""

    evidence = True

    class Rater(models.TextChoices):
        SELF = "self", _("Me")
        SELF_HELPED = "self_helped", _("Me, with help")
        FAMILY = "family", _("Family")
        PROFESSIONAL = "professional", _("A professional")
        ADVOCATE = "advocate", _("Advocate")

    class Basis(models.TextChoices):
        ASKED = "asked", _("They were asked")
        OBSERVED = "observed", _("Seen")
        ASSUMED = "assumed", _("Assumed")

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="ratings")
    rater = models.CharField(max_length=14, choices=Rater.choices)
    rater_name = models.CharField(max_length=200)
    rater_relation = models.CharField(max_length=120, blank=True, help_text="As a capacity's role")
    with_help_of = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    person_present = models.BooleanField(null=True)
    going = models.PositiveSmallIntegerField()
    happy = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    rated_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["outcome", "rated_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(going__range=(1, 10)), name="going_is_1_to_10"),
            models.CheckConstraint(
                condition=Q(happy__isnull=True) | Q(happy__range=(1, 10)), name="happy_is_1_to_10"
            ),
        ]
