"""What somebody says about themselves, who is in a circle or at work: theirs, and no part of the person's story.

A carer's words speak of the carer (standards: sharing, other people's information). They are therefore no rows about
the person, whom the person and their circle would read: they belong to their author, who shows them (ADR 0051).
"""

from django.db import models
from django.db.models import Q

from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language


class OwnConversation(BaseModel):
    """A conversation that somebody has with themselves along a guide. Seen by its author and whom they show it.

    `for_person` is the one they care for: an id alone, so that erasing that person's record leaves this as it is.
    """

    sensitivity, retention = "special", "own"

    author = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="own_conversations")
    for_person = models.UUIDField(null=True, help_text="Person")
    guide = models.CharField(max_length=60)
    guide_version = models.PositiveIntegerField()
    held_on = models.DateField()
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["author", "-created_at"])]


class OwnAnswer(BaseModel):
    """What they say to one question."""

    sensitivity, retention = "special", "own"

    conversation = models.ForeignKey(OwnConversation, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60, help_text="Stable id in the guide")
    words = models.TextField(blank=True)
    choice = models.CharField(max_length=200, blank=True, help_text="Face or symbols chosen, by commas")
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "question"], name="one_own_answer_each")
        ]


class OwnShown(BaseModel):
    """The author shows one conversation to one capacity, until they take it back."""

    sensitivity, retention = "personal", "own"

    conversation = models.ForeignKey(OwnConversation, on_delete=models.CASCADE, related_name="shown")
    shown_to = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "shown_to"],
                condition=Q(ended_at__isnull=True),
                name="own_shown_once_each",
            )
        ]
