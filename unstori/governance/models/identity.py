"""Two records that may be of one person, and what a steward said of them (ADR 0059)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Person


class LikelyPair(BaseModel):
    """Found by a job, or named by a steward. It says why, and of what it was said; nothing is decided by it."""

    sensitivity, retention = "personal", "record"

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField(help_text="For the order of the list; never shown")
    reasons = models.JSONField(default=list, help_text="Comparison and level of definitions/likeness")
    digest = models.CharField(max_length=64, help_text="Of what was compared")
    stands = models.BooleanField(default=True, help_text="Still alike when it was looked at last")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="one_pair_each"),
            models.CheckConstraint(name="pair_in_order", condition=Q(left__lt=F("right"))),
        ]
        indexes = [models.Index(fields=["stands", "-weight"])]


class IdentityDecision(BaseModel):
    """What was said of two records. The newest of a pair holds; a link is undone by a row that points at it."""

    evidence = True
    sensitivity, retention = "personal", "record"

    class Answer(models.TextChoices):
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Not the same person")
        UNSURE = "unsure", _("Not sure yet")
        APART = "apart", _("The link was undone")

    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    why = models.TextField()
    digest = models.CharField(max_length=64, help_text="Of what was compared when it was said")
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    told = models.BooleanField(default=False, help_text="Whoever decides was told, in both stories")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="decided_in_order", condition=Q(left__lt=F("right"))),
            models.CheckConstraint(
                name="undoing_points_at_a_link",
                condition=Q(answer="apart", undoes__isnull=False)
                | Q(undoes__isnull=True) & ~Q(answer="apart"),
            ),
        ]
        indexes = [models.Index(fields=["left", "right"]), models.Index(fields=["right"])]
