"""What was told and what waits to be sent. Never what it was about in words: rows and kinds alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Organisation, Person


class Way(models.TextChoices):
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")
    NONE = "none", _("Not at all: I look here myself")


class Often(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday")
    NEVER = "never", _("Never")


class Telling(BaseModel):
    """How one capacity wants to be told. Kinds that it does not name are told as the definition says."""

    sensitivity, retention = "personal", "account"

    capacity = models.OneToOneField(Capacity, on_delete=models.PROTECT, related_name="telling")
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.EMAIL)
    to = models.CharField(max_length=300, blank=True, help_text="Their own number or address")
    often = models.JSONField(default=dict, help_text="Kind: how often")
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    quiet_from = models.PositiveSmallIntegerField(null=True, help_text="Hour in London")
    quiet_until = models.PositiveSmallIntegerField(null=True)
    paused_until = models.DateField(null=True)


class Message(BaseModel):
    """One message that leaves the system. Where it goes is asked when it is sent, and not kept."""

    sensitivity, retention = "personal", "message"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        SHOWN = "shown", _("Not sent: this is a demonstration")
        PRINTED = "printed", _("Printed")
        POSTED = "posted", _("Posted")
        FAILED = "failed", _("Could not be delivered")
        DROPPED = "dropped", _("Not sent: there was nothing to tell any more")

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose letters these are",
    )
    way = models.CharField(max_length=6, choices=Way.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    kinds = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(
        max_length=60, blank=True, help_text="A code, never a text: it may quote an address"
    )
    sent_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True, help_text="Capacity")
    printed_at = models.DateTimeField(null=True)
    printed_by = models.UUIDField(null=True, help_text="Capacity")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.UUIDField(null=True, help_text="Capacity")
    kept_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state"]),
            models.Index(fields=["capacity", "-created_at"]),
        ]


class Notice(BaseModel):
    """Somebody was told of one thing, or read it: so that nobody is told twice. Shown nowhere by itself."""

    sensitivity, retention = "personal", "notice"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=90, help_text="Kind, row, and the day where it matters")
    message = models.UUIDField(null=True, db_index=True, help_text="Message: it may go before")
    read_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["capacity", "key"], name="told_once")]


class Feed(BaseModel):
    """A secret address at which a calendar programme reads the days of one capacity. Only its digest is kept."""

    sensitivity, retention = "personal", "account"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    named = models.BooleanField(default=False, help_text="Says the name that the person likes")
    created_by = models.UUIDField(help_text="Capacity")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["capacity"], condition=models.Q(ended_at__isnull=True), name="one_feed_each"
            )
        ]


class Sweep(BaseModel):
    """Up to which moment the system looked for what is to be told: after a gap it looks further back."""

    sensitivity, retention = "ordinary", "message"

    digest = models.BooleanField(help_text="All, in the morning; else only where something happened")
    until = models.DateTimeField()
    kept_until = models.DateTimeField()
