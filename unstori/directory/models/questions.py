"""Questions without an answer, and answers to what is asked often. Nothing here says who asked (ADR 0072).

Rows that count have the first instant of their week as their time, and ids that tell no time.
"""

from uuid import uuid4

from django.db import models

from unstori.core.models import BaseModel
from unstori.people.models import Language


class Question(BaseModel):
    """How often in a week and an area somebody looked for these words, and what came of it. A count, never one search."""

    sensitivity, retention = "ordinary", "question"

    class Outcome(models.TextChoices):
        NOTHING = "nothing"
        RELAXED = "relaxed"
        FOUND = "found"
        OPENED = "opened"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    week = models.DateField(help_text="Its Monday")
    area = models.CharField(
        max_length=4, blank=True, help_text="First half of a postcode, where one was named"
    )
    band = models.CharField(
        max_length=10, blank=True, help_text="Band of ages, by its id in definitions/asking-for"
    )
    terms = models.CharField(
        max_length=200, help_text="Folded words as they were asked; no name, and none that is seldom"
    )
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    count = models.PositiveIntegerField(default=0)
    kept_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["week", "area", "band", "terms", "outcome"], name="question_counted_once"
            )
        ]


class SeldomWord(BaseModel):
    """A word that the directory does not know: only a digest, until it was asked on several days. Then it is a word."""

    sensitivity, retention = "ordinary", "question"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    days = models.PositiveSmallIntegerField(default=1)
    last_on = models.DateField()
    word = models.CharField(max_length=40, blank=True, help_text="From when it was asked on enough days")
    kept_until = models.DateTimeField()


class Wish(BaseModel):
    """What somebody chose to tell us that they looked for, in their words. Read by a keeper before anybody else."""

    sensitivity, retention = "personal", "wish"

    class State(models.TextChoices):
        WAITING = "waiting"
        SHOWN = "shown"
        PUT_AWAY = "put_away"

    words = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices)
    area = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")
    kept_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"])]


class Answer(BaseModel):
    """A question that is asked often, and its answer. What it says is its live version; without one it is not shown."""

    sensitivity, retention = "ordinary", "entry"

    live = models.ForeignKey("AnswerVersion", null=True, on_delete=models.PROTECT, related_name="+")
    live_at = models.DateTimeField(null=True)
    live_by = models.UUIDField(null=True, help_text="Capacity")


class AnswerVersion(BaseModel):
    """What it said, in both languages. Written whole each time; an older one can stand again."""

    sensitivity, retention, evidence = "ordinary", "entry", True

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    asked_en = models.CharField(max_length=300)
    asked_cy = models.CharField(max_length=300)
    said_en = models.TextField()
    said_cy = models.TextField()
    themes = models.JSONField(default=list, help_text="Groups of definitions/synonyms that it answers")
    entries = models.JSONField(
        default=list, help_text="Ids of entries that it leads to, as the standard has them"
    )
    entitlements = models.JSONField(default=list, help_text="Ids of definitions/entitlements")
    found_en = models.TextField(blank=True, help_text="You asked, we found")
    found_cy = models.TextField(blank=True)
    found_on = models.DateField(null=True)
    times = models.PositiveIntegerField(null=True, help_text="How often it had been asked by then")
    created_by = models.UUIDField(help_text="Capacity")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="answer_version_once")]
