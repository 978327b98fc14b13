"""A short question to a service, without a request."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.directory.models import Entry
from unstori.pathways.models.requests import Pathway
from unstori.pathways.rules import advising as rules
from unstori.people.models import Capacity, Team


class Consultation(AboutPerson):
    """Ask before asking: what somebody wants to know of a service, and its advice. It names nobody unless that was ticked."""

    class State(models.TextChoices):
        ASKED = rules.ASKED, _("Waits for an answer")
        ANSWERED = rules.ANSWERED, _("Answered")
        BACK = rules.BACK, _("Taken back")

    class ComesTo(models.TextChoices):
        HOLD = rules.HOLD, _("Hold on: here is what you can do yourselves")
        ASK = rules.ASK, _("Ask us: this is for us")
        OTHER = rules.OTHER, _("Ask somebody else")

    pathway = models.ForeignKey(Pathway, null=True, on_delete=models.PROTECT, related_name="consultations")
    service = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    service_name = models.CharField(max_length=500)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="Who answers")
    words = models.TextField(help_text="The question")
    named = models.BooleanField(default=False, help_text="The team may know whom it is about")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    due_on = models.DateField()
    comes_to = models.CharField(max_length=5, choices=ComesTo.choices, blank=True)
    advice = models.TextField(blank=True)
    advice_language = models.CharField(max_length=2, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"]),
            models.Index(
                fields=["team", "due_on"], condition=Q(state=rules.ASKED), name="consultation_waits"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="consultation_answered_by_somebody",
                condition=~Q(state=rules.ANSWERED) | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
