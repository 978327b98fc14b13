"""What finds an entry. All of it is made anew from the live version, so it can be thrown away at any time."""

from django.db import models

from unstori.core.models import BaseModel
from unstori.directory.models.entries import Entry


class Taxonomy(BaseModel):
    sensitivity, retention = "ordinary", "entry"

    hsds_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=500)
    document = models.JSONField()


class Term(BaseModel):
    """A word of a taxonomy."""

    sensitivity, retention = "ordinary", "entry"

    hsds_id = models.UUIDField(unique=True)
    taxonomy = models.ForeignKey(Taxonomy, null=True, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=500)
    document = models.JSONField()


class EntryTerm(BaseModel):
    sensitivity, retention = "ordinary", "entry"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "term"], name="entry_term_once")]


class EntryMark(BaseModel):
    """One thing that an entry says here beyond the standard: an adjustment, a need that it knows, a district."""

    sensitivity, retention = "ordinary", "entry"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, help_text="adjustment, need or district")
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind", "code"], name="entry_mark_once"),
        ]
        indexes = [models.Index(fields=["kind", "code"])]


class EntryPlace(BaseModel):
    """The standard's service at a location, with what is asked for when somebody looks nearby."""

    sensitivity, retention = "ordinary", "entry"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="places")
    hsds_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=500, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True, db_index=True, help_text="Capitals, no space")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    town = models.CharField(max_length=100, blank=True, db_index=True, help_text="Folded, to be found near")

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"])]


class Opening(BaseModel):
    """A day of the week, or any, with hours; at one place, or wherever the service is."""

    sensitivity, retention = "ordinary", "entry"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="openings")
    place = models.ForeignKey(EntryPlace, null=True, on_delete=models.CASCADE, related_name="openings")
    day = models.PositiveSmallIntegerField(null=True, help_text="Monday is 0")
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    begins_on = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["day", "opens"])]
