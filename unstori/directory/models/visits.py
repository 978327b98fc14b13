"""Visits by people with a learning disability: who is a visitor, what they found, and the organisation's answer."""

from django.db import models
from django.db.models import Q

from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.directory.models.entries import Entry
from unstori.directory.models.voice import Review, State, Told
from unstori.people.models import Capacity, Language, Organisation


class VisitorLink(BaseModel):
    """A link for those whom an organisation invites to visit services; a keeper made it."""

    sensitivity, retention = "personal", "work_invitation"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    used = models.PositiveSmallIntegerField(default=0)
    created_by = models.UUIDField(help_text="Capacity")
    valid_until = models.DateTimeField()


class Visitor(BaseModel):
    """Somebody who visits services for others, until they or a keeper end it."""

    sensitivity, retention = "personal", "named"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="Who invited them"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["capacity"], condition=Q(ended_at__isnull=True), name="visitor_once"
            )
        ]


class Visit(Told):
    """One visit to one service."""

    sensitivity, retention = "personal", "own"

    class Kind(models.TextChoices):
        AUDIT = "audit"
        SHOPPER = "shopper"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="visits")
    visitor = models.ForeignKey(Visitor, on_delete=models.PROTECT, related_name="visits")
    guide_version = models.PositiveSmallIntegerField(help_text="Of definitions/visit")
    kind = models.CharField(max_length=7, choices=Kind.choices, help_text="Whether they knew that one comes")
    happened_on = models.DateField()
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)

    class Meta:
        indexes = [models.Index(fields=["entry", "state"]), models.Index(fields=["state", "sent_at"])]


class VisitAnswer(BaseModel):
    """What was found, question by question. Written over while it is a draft; gone when it is taken back."""

    sensitivity, retention = "personal", "own"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40, help_text="Stable id of definitions/visit")
    choice = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="visit_answer_once")]


def kept_as(row: "VisitPhoto", name: str) -> str:
    """By an id: the name that a file came with may say whose it is."""
    return f"directory/visit/{row.pk}"


class VisitPhoto(BaseModel):
    """What a visitor photographed for one question: written anew, without where it was taken."""

    sensitivity, retention = "personal", "own"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    question = models.CharField(max_length=40, help_text="Stable id of definitions/visit")
    words = models.CharField(max_length=300, help_text="What it shows, for those who cannot see it")
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=kept_as)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="visit_photo_once")]


class Reply(BaseModel):
    """What the organisation says to a review or a visit: once, and shown when a keeper has looked at it."""

    sensitivity, retention = "ordinary", "entry"

    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="replies")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    because = models.JSONField(default=list)
    created_by = models.UUIDField(help_text="Capacity")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review__isnull=False, visit__isnull=True)
                | Q(review__isnull=True, visit__isnull=False),
                name="reply_to_one",
            ),
            models.UniqueConstraint(
                fields=["review"], condition=~Q(state="sent_back"), name="reply_to_review_once"
            ),
            models.UniqueConstraint(
                fields=["visit"], condition=~Q(state="sent_back"), name="reply_to_visit_once"
            ),
        ]
