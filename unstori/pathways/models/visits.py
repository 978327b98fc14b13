"""Several services come once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.pathways.models.requests import Pathway, Request
from unstori.pathways.rules import visits as rules


class Visit(AboutPerson):
    """One visit in the place of several. What was said to it are turns of the pathway."""

    class State(models.TextChoices):
        FITTING = rules.FITTING, _("The services look for a time")
        ASKED = rules.ASKED, _("The family chooses a time")
        AGREED = rules.AGREED, _("A time is agreed")
        HAPPENED = rules.HAPPENED, _("It took place")
        OFF = rules.OFF, _("It does not take place")

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="visits")
    place = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.FITTING)
    chosen = models.ForeignKey("VisitTime", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"], condition=Q(state__in=rules.OPEN), name="one_visit_at_a_time"
            ),
            models.CheckConstraint(
                name="visit_agreed_has_a_time",
                condition=~Q(state__in=[rules.AGREED, rules.HAPPENED]) | Q(chosen__isnull=False),
            ),
        ]


class VisitTime(AboutPerson):
    """A time that was proposed. Evidence."""

    evidence = True

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="times")
    at = models.DateTimeField(help_text="When it would begin")


class VisitPart(AboutPerson):
    """One of the services, and which times suit it; null until it has said so."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="parts")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    suits = models.JSONField(null=True, help_text="Ids of times")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "request"], name="visit_part_once")]
