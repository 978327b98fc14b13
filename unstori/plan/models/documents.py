"""Documents: a layout applied at a moment."""

from django.db import models

from unstori.access.models import AboutPerson
from unstori.people.models import Language
from unstori.plan.models.agreement import PlanVersion


class Document(AboutPerson):
    """A layout applied at a moment and frozen: the one-page profile, the care and support plan. Evidence."""

    evidence = True

    layout = models.CharField(max_length=40)
    layout_version = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=200)
    content = models.JSONField(help_text="Blocks in order, each with its words and where they come from")
    digest = models.CharField(max_length=64)
    sections_used = models.JSONField()
    plan_version = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.PROTECT, related_name="documents"
    )


class Reading(AboutPerson):
    """Somebody says that they have read a document. It stands for that version alone. Evidence."""

    evidence = True

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "created_by"], name="one_reading_of_a_document")
        ]
