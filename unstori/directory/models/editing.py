"""Who keeps entries right, and what they write before it stands (ADR 0070)."""

from django.db import models
from django.db.models import Q

from unstori.core.models import BaseModel
from unstori.directory.models.entries import Entry, EntryVersion, Provider
from unstori.people.models import Capacity

OPEN = ("writing", "asked", "back")


class Editor(BaseModel):
    """Somebody who may write entries: of one who runs services, or one entry that no organisation owns.

    Named by an administrator of that organisation, or claimed and confirmed by a steward.
    """

    sensitivity, retention = "personal", "named"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="editors")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="editors")
    for_organisation = models.BooleanField(
        default=False, help_text="The claim says: this provider is my organisation"
    )
    why = models.TextField(blank=True, help_text="How they know it, in their own words")
    created_by = models.UUIDField(help_text="Capacity")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True, help_text="Capacity")
    ended_at = models.DateTimeField(null=True, help_text="Refused, or over")
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False, entry__isnull=True)
                | Q(provider__isnull=True, entry__isnull=False),
                name="editor_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["capacity", "provider"], condition=Q(ended_at__isnull=True, provider__isnull=False),
                name="editor_of_provider_once",
            ),
            models.UniqueConstraint(
                fields=["capacity", "entry"], condition=Q(ended_at__isnull=True, entry__isnull=False),
                name="editor_of_entry_once",
            ),
        ]  # fmt: skip


class EntryDraft(BaseModel):
    """What is being written about an entry. Whoever may write the entry reads it; nobody else does."""

    sensitivity, retention = "ordinary", "entry"

    class State(models.TextChoices):
        WRITING = "writing"
        ASKED = "asked"
        BACK = "back"
        LIVE = "live"
        DROPPED = "dropped"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="drafts")
    base = models.ForeignKey(EntryVersion, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField(default=dict)
    local = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, help_text="Rises with each change")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITING)
    hands = models.JSONField(default=list, help_text="Capacities that wrote in it")
    word = models.TextField(blank=True, help_text="Why it came back")
    created_by = models.UUIDField(help_text="Capacity")
    asked_at = models.DateTimeField(null=True)
    asked_by = models.UUIDField(null=True, help_text="Capacity")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(state__in=OPEN), name="one_open_draft_each")
        ]
        indexes = [models.Index(fields=["state"])]
