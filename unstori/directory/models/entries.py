"""Entries of the directory. Everything here is public and about no person who is supported (ADR 0068)."""

from django.db import models
from django.db.models import Q

from unstori.core.models import BaseModel
from unstori.people.models import Organisation

LISTED = Q(gone_at__isnull=True, same_as__isnull=True)
UNLISTED = Q(gone_at__isnull=False) | Q(same_as__isnull=False)


class Feed(BaseModel):
    """Where entries come from: an address that is asked again, or a file that somebody brought."""

    sensitivity, retention = "ordinary", "entry"

    class Stuck(models.TextChoices):
        PAUSED = "paused"
        HELD = "held"

    address = models.CharField(
        max_length=500, unique=True, help_text="Web address, or path of what was brought"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who answers for it"
    )
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True, help_text="Capacity")
    stuck = models.CharField(
        max_length=6, choices=Stuck.choices, blank=True, help_text="Why it goes on only when somebody looks"
    )
    stuck_at = models.DateTimeField(null=True)
    stuck_by = models.UUIDField(null=True, help_text="Capacity")

    @property
    def is_asked(self) -> bool:
        """An address says the same to everybody; a file is what somebody brings on purpose."""
        return self.address.startswith(("http://", "https://"))


class Provider(BaseModel):
    """Who runs services: the standard's organisation. Some are organisations that hold duties here."""

    sensitivity, retention = "ordinary", "entry"

    hsds_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=500)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")


class Entry(BaseModel):
    """A service. What it says is its live version; the rest is made from that, to find it."""

    sensitivity, retention = "ordinary", "entry"

    hsds_id = models.UUIDField(unique=True)
    source_id = models.CharField(
        max_length=500, blank=True, help_text="What its feed calls it, where that is no UUID"
    )
    feed = models.ForeignKey(Feed, null=True, on_delete=models.PROTECT, related_name="entries")
    came_digest = models.CharField(max_length=64, blank=True, help_text="Of what its feed said last")
    live = models.ForeignKey("EntryVersion", null=True, on_delete=models.PROTECT, related_name="+")
    gone_at = models.DateTimeField(null=True, help_text="Its feed has it no more: not listed, never deleted")
    gone_by = models.UUIDField(null=True, help_text="Capacity")
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="also", help_text="Shown as that one"
    )

    provider = models.ForeignKey(Provider, null=True, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=500)
    name_key = models.CharField(max_length=500, help_text="Letters and digits alone, to find it twice")
    status = models.CharField(max_length=20)
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    said = models.TextField(help_text="All its words, without accents, to find it by")
    kind = models.CharField(max_length=10, default="service", help_text="service, school, or community")
    needs_referral = models.BooleanField(
        null=True, help_text="Somebody else must ask first; unsaid without one"
    )
    welsh = models.CharField(max_length=10, blank=True, help_text="A code of `definitions/entry-1.toml`")

    checked_at = models.DateTimeField(
        null=True, help_text="Somebody who keeps it looked and said: still right"
    )
    checked_by = models.UUIDField(null=True, help_text="Capacity")
    checked_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    check_due = models.DateField(null=True, help_text="By then somebody must look again")
    answers_here = models.BooleanField(
        default=False, help_text="A team here answers when it is asked for help"
    )

    class Meta:
        indexes = [
            models.Index(fields=["name_key"]),
            models.Index(fields=["feed", "gone_at"]),
            # What is listed, in the order of pages: a page deep inside reads no document of those before it.
            models.Index(fields=["hsds_id"], condition=LISTED, name="entry_listed"),
            models.Index(fields=["check_due"], condition=LISTED, name="entry_to_check"),
            # Few: what is listed is counted as everything without these, in as little time for many as for some.
            models.Index(fields=["id"], condition=UNLISTED, name="entry_unlisted"),
            # The same by name, with all that a page of names and their number are made from.
            models.Index(fields=["name", "hsds_id", "status", "id"], condition=LISTED, name="entry_by_name"),
        ]


class EntryVersion(BaseModel):
    """What an entry said from then on: the whole document, and beside it what was added here.

    Going back is a new version with an older document.
    """

    sensitivity, retention, evidence = "ordinary", "entry", True

    class Why(models.TextChoices):
        FEED = "feed"
        HERE = "here"
        BACK = "back"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField(help_text="HSDS-UK 3.0")
    came = models.JSONField(null=True, help_text="As its feed has it, where that is not the document")
    local = models.JSONField(default=dict, help_text="What was added here beyond the feed")
    feed = models.ForeignKey(Feed, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=4, choices=Why.choices)
    created_by = models.UUIDField(help_text="Capacity")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once")]


class Likeness(BaseModel):
    """Two entries that may be one service. Somebody who knows says so; until then both are shown."""

    sensitivity, retention = "ordinary", "entry"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="likenesses")
    other = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField(null=True, help_text="Nobody has said yet without one")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "other"], name="likeness_once")]
