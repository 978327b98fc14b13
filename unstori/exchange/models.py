"""What came from outside, untouched, and what was made of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import Section
from unstori.core.models import BaseModel
from unstori.directory.models import Feed
from unstori.people.models import Capacity, Organisation, Person


class Imported(BaseModel):
    """One resource as it came, and the rows that were made of it. Evidence, so that nothing is ever dropped.

    `key` stays the same however often a source sends the thing; `digest` changes with its content. Without
    a person it is about nobody here (an organisation, a medicine) or waits for its importer to look, for a time:
    it may name somebody who was erased.
    """

    evidence = True
    sensitivity, retention = "special", "import"

    class Status(models.TextChoices):
        ADDED = "added", _("Added")
        UNCLEAR = "unclear", _("Unclear")

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=16, choices=Section.choices)
    narrowed = models.BooleanField(default=False)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=400)
    names = models.JSONField(default=list, help_text="Everything that the source calls it")
    type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=400)
    path = models.CharField(max_length=400)
    raw = models.TextField(help_text="The resource, as canonical JSON")
    status = models.CharField(max_length=8, choices=Status.choices)
    became = models.CharField(max_length=40)
    rows = models.JSONField(default=list, help_text="Label and id of each row that was made of it")
    why = models.JSONField(default=list, help_text="Path, reason and detail of each doubt")
    waits_until = models.DateTimeField(null=True, help_text="When nobody could be found for it")

    class Meta:
        indexes = [models.Index(fields=["key"]), models.Index(fields=["person", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "key", "digest"], name="one_import_each"),
            models.UniqueConstraint(
                fields=["created_by", "key", "digest"],
                condition=Q(person__isnull=True),
                name="one_waiting_import_each",
            ),
        ]


class Upload(BaseModel):
    """Files between preview and confirmation. A draft: its author's alone, and gone after seven days."""

    sensitivity, retention = "special", "draft"

    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField(help_text="The files, zipped")
    valid_until = models.DateTimeField()


class Token(BaseModel):
    """Another system reads in somebody's name: what they see in this capacity, and no more (ADR 0057).

    The secret itself is not kept, so it is shown once. A capacity that ends, or a grant, ends it too.
    """

    sensitivity, retention = "personal", "access"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, help_text="Which system it is for, in its owner's words")
    digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["capacity", "name"], condition=Q(ended_at__isnull=True), name="one_token_of_a_name"
            )
        ]


class Load(BaseModel):
    """An authority's own tables, from the first look until they were taken in, or taken back. It names nobody."""

    sensitivity, retention = "ordinary", "named"

    class State(models.TextChoices):
        NEW = "new", _("Columns to look at")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, nothing taken in yet")
        LOADING = "loading", _("Being taken in")
        LOADED = "loaded", _("Taken in")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        THROWN_AWAY = "thrown_away", _("Thrown away")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    settings = models.JSONField(default=dict, help_text="What its sender said about columns, values and days")
    counts = models.JSONField(
        default=dict, help_text="By table: good, known, faulty; what was taken in, what stayed"
    )
    broken = models.BooleanField(default=False, help_text="The last job failed, and changed nothing")
    checked_by = models.UUIDField(null=True, help_text="Capacity: who asked for the last check")
    loaded_at = models.DateTimeField(null=True)
    loaded_by = models.UUIDField(null=True, help_text="Capacity")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-created_at"])]


class LoadTable(BaseModel):
    """One table as it came, and what is wrong in it: by line and column, never what stands there."""

    sensitivity, retention = "special", "draft"

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="tables")
    of = models.CharField(max_length=8)
    content = models.BinaryField(help_text="The file, compressed")
    faults = models.JSONField(default=list, help_text="Line, column and kind of each")
    valid_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["load", "of"], name="one_table_of_each")]


class Loaded(BaseModel):
    """What one row became: a person, somebody in a circle, or a worker who waits to be invited."""

    sensitivity, retention = "personal", "import"

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="rows")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=8)
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=254, blank=True, help_text="What its sender's system calls them")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    row_id = models.UUIDField(null=True, help_text="Of the one in the circle")
    said = models.JSONField(default=dict, help_text="Of a worker, or for an invitation; nothing else")
    stays = models.CharField(max_length=12, blank=True, help_text="Why it was not taken back")
    invited_at = models.DateTimeField(null=True)
    invited_by = models.UUIDField(null=True, help_text="Capacity")
    waits_until = models.DateTimeField(
        null=True, help_text="A worker who is not invited by then is forgotten"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "of", "key"]),
            models.Index(fields=["load", "of"]),
            models.Index(fields=["person"]),
        ]


class Whose(BaseModel):
    """A steward's answer to whose a record is that came and could not be placed; the newest holds (ADR 0059).

    It names the record as its sender's system does, so that it holds when it is sent again; without a person it
    is somebody new. The record itself is not pointed at: it is forgotten after a month.
    """

    evidence = True
    sensitivity, retention = "personal", "record"

    imported = models.UUIDField(help_text="The record that waited")
    key = models.CharField(max_length=400)
    sender = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sender", "key"])]


class Source(BaseModel):
    """A feed of services that is read by itself, and who answers for it (ADR 0073)."""

    sensitivity, retention = "ordinary", "entry"

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")
        NEVER = "never", _("Only when somebody says so")

    name = models.CharField(max_length=200)
    address = models.URLField(max_length=500, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="Who answers for it"
    )
    feed = models.ForeignKey(Feed, null=True, on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=5, choices=Every.choices)
    next_on = models.DateField(null=True)
    etag = models.CharField(max_length=200, blank=True, help_text="Of what came last, where that was all")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row")
    paused_at = models.DateTimeField(null=True)
    paused_by = models.UUIDField(null=True, help_text="Capacity")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")


class Bringing(BaseModel):
    """One reading of a feed, or of files with services that somebody brought: what became of each record."""

    sensitivity, retention = "ordinary", "entry"

    class State(models.TextChoices):
        NEW = "new", _("Columns to look at")
        TRYING = "trying", _("Being tried, nothing is changed")
        TRIED = "tried", _("Tried, nothing is changed yet")
        TAKING = "taking", _("Being taken in")
        TAKEN = "taken", _("Taken in")
        FAILED = "failed", _("It could not be read")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")

    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="bringings")
    name = models.CharField(max_length=200, help_text="Of the feed, or the files")
    content = models.BinaryField(null=True, help_text="The files, zipped, until they are taken in")
    settings = models.JSONField(default=dict, help_text="Which columns say what")
    state = models.CharField(max_length=8, choices=State.choices)
    agreed = models.BooleanField(default=False, help_text="Somebody said that so many may go")
    read = models.PositiveIntegerField(default=0, help_text="Records that were read so far")
    counts = models.JSONField(default=dict)
    rows = models.JSONField(default=dict, help_text="By what became of them, the first of each")
    held = models.PositiveIntegerField(
        default=0, help_text="So many would go at once that somebody must say so"
    )
    why = models.TextField(blank=True, help_text="Why it could not be read")
    made = models.JSONField(default=list, help_text="Of files: entries, and which version came of them")
    asked_by = models.UUIDField(null=True, help_text="Capacity; nobody where it ran by itself")
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["source", "-created_at"])]


class OpenFile(BaseModel):
    """All that is listed as tables, made now and then: nobody who fetches it makes the pages slow."""

    sensitivity, retention = "ordinary", "entry"

    content = models.BinaryField()
    services = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, help_text="Capacity")
