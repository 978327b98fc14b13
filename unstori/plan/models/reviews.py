"""Looking at the plan again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity


class Review(AboutPerson):
    """A review that is due, and then held."""

    due_on = models.DateField()
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True, help_text="Capacity")
    conclusion = models.CharField(max_length=12, blank=True, help_text="confirmed, revised, closed")
    closing_why = models.TextField(blank=True, help_text="Closed: why")
    met_otherwise = models.TextField(blank=True, help_text="Closed: how needs that remain are met")

    class Meta:
        indexes = [
            models.Index(fields=["person", "due_on"]),
            models.Index(fields=["owner", "due_on"], condition=Q(held_at__isnull=True), name="review_owed"),
        ]


class ReviewView(AboutPerson):
    """What is working, what is not, what to change: from whose view. Evidence."""

    evidence = True

    class Question(models.TextChoices):
        WORKING = "working", _("What is working")
        NOT_WORKING = "not_working", _("What is not working")
        CHANGE = "change", _("What to change")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="views")
    question = models.CharField(max_length=12, choices=Question.choices)
    whose = models.CharField(max_length=200)
    words = models.TextField()
