"""How true the statements of well-being are of the person, as each of those around them sees it."""

from django.db import models

from unstori.access.models import AboutPerson
from unstori.plan.models.ratings import Rating


class WellBeingView(AboutPerson):
    """One rater's view of one part of life on one day. Seen side by side, never averaged. Evidence.

    `answers` holds a place on the five steps for each statement's id, or null for "I do not know".
    """

    evidence = True

    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()
    domain = models.CharField(max_length=20)
    rater = models.CharField(max_length=14, choices=Rating.Rater.choices)
    rater_name = models.CharField(max_length=200)
    rater_relation = models.CharField(max_length=120, blank=True, help_text="As a capacity's role")
    with_help_of = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=Rating.Basis.choices, blank=True)
    person_present = models.BooleanField(null=True)
    answers = models.JSONField()
    words = models.TextField(blank=True)
    rated_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "domain", "rated_on"])]
