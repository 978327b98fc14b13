"""What was agreed about the flag, and what stands in it."""

from django.db import models
from django.db.models import Q

from unstori.access.models import AboutPerson
from unstori.story.models import Fact


class FlagConsent(AboutPerson):
    """Whether the flag may be shared: the newest holds. Evidence, so the fact of revoking stays."""

    evidence = True

    state = models.CharField(max_length=12, help_text="An id of definitions/radf.toml")
    authority = models.CharField(max_length=3, help_text="With what right: an id of definitions/radf.toml")
    said_by = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"])]


class Adjustment(AboutPerson):
    """One change that somebody needs: a fact that they told, in a category that other systems understand."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=3, help_text="An id of definitions/radf.toml")
    code = models.CharField(max_length=20, blank=True, help_text="SNOMED CT, where it came with a record")
    term = models.CharField(max_length=300, blank=True, help_text="What the code is called there")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "category"], condition=Q(ended_at__isnull=True), name="one_adjustment_each"
            )
        ]


class Impairment(AboutPerson):
    """What makes everyday things harder, in the flag's own list."""

    code = models.CharField(max_length=3, help_text="An id of definitions/radf.toml")
    words = models.CharField(max_length=300, blank=True, help_text="What the something else is")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_at__isnull=True), name="one_impairment_each"
            )
        ]
