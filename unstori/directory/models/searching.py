"""The index: what every listed entry is found by. Made from the live version, and thrown away at any time."""

from django.db import models

from unstori.core.models import BaseModel
from unstori.directory.models.entries import Entry


class Sought(BaseModel):
    """Stems, meanings and marks of an entry that is listed (`rules/indexing.py`), as both databases index them.

    Its key is a number, because SQLite's full text knows rows by nothing else.
    """

    sensitivity, retention = "ordinary", "entry"

    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment]
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="sought")
    name = models.TextField()
    terms = models.TextField()
    about = models.TextField()
    words = models.TextField()
    marks = models.TextField()
    facts = models.JSONField()
    edition = models.CharField(
        max_length=20, db_index=True, help_text="How it was made: another one, and anew"
    )


class Word(BaseModel):
    """How many entries have a stem or a meaning; and a word as it is written, to tell how one is spelt."""

    sensitivity, retention = "ordinary", "entry"

    word = models.CharField(max_length=60)
    written = models.BooleanField(help_text="As somebody writes it, and no stem")
    sound = models.CharField(max_length=60, blank=True, db_index=True)
    number = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["written", "word"], name="word_once")]
