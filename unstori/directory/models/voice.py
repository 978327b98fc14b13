"""What families say about entries: that something is wrong, how it was, and what the organisation says to that.

Nothing here is about a person who is supported (ADR 0071): what somebody writes is theirs, and they are never named.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.directory.models.entries import Entry, EntryVersion
from unstori.people.models import Capacity, Language


class Report(BaseModel):
    """ "This is wrong". Read by who keeps the entry right, answered to whoever holds the code, and soon gone."""

    sensitivity, retention = "personal", "entry_report"

    class Outcome(models.TextChoices):
        MENDED = "mended", _("It is mended")
        UNCHANGED = "unchanged", _("Nothing was changed")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reports")
    version = models.ForeignKey(
        EntryVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What they were reading",
    )
    code_digest = models.CharField(max_length=64, unique=True, help_text="Of what opens the answer")
    parts = models.JSONField(help_text="Stable ids of definitions/voice")
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    author = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text="Not answered by then, it is the keepers’ to answer")
    looked_at = models.DateTimeField(null=True)
    looked_by = models.UUIDField(null=True, help_text="Capacity")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="Capacity")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    because = models.CharField(max_length=40, blank=True, help_text="Stable id of definitions/voice")
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    kept_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["answered_at", "due_on"]),
            models.Index(fields=["entry", "created_at"]),
            models.Index(fields=["author"]),
        ]


class State(models.TextChoices):
    """How far something is that everybody may read once a keeper has looked at it."""

    DRAFT = "draft", _("Not sent yet")
    WAITING = "waiting", _("Somebody looks at it before it is shown")
    SENT_BACK = "sent_back", _("Please change something")
    SHOWN = "shown", _("Everybody can read it")
    WITHDRAWN = "withdrawn", _("Taken back")


class Told(BaseModel):
    """What a review and a visit have in common: a keeper looks, and whoever wrote it takes it back at any time."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True, help_text="Capacity")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")
    because = models.JSONField(
        default=list, help_text="Stable ids of definitions/voice: why it was sent back"
    )

    class Meta:
        abstract = True


class Review(Told):
    """How it was for somebody. One from each for an entry; shown as by "a parent", never by name."""

    sensitivity, retention = "personal", "own"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reviews")
    author = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    as_whom = models.CharField(max_length=20, help_text="Stable id of definitions/voice")

    class Meta:
        indexes = [models.Index(fields=["entry", "state"]), models.Index(fields=["state", "sent_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "author"], condition=~Q(state="withdrawn"), name="review_once_each"
            )
        ]


class ReviewText(BaseModel):
    """What was written; written again, it is a row of its own. Gone when its author takes the review back."""

    sensitivity, retention = "personal", "own"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="texts")
    good = models.TextField(blank=True)
    better = models.TextField(blank=True)
    again = models.CharField(max_length=10, help_text="Stable id of definitions/voice")
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
