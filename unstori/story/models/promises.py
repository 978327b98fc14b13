"""What somebody said that they will do."""

from django.db import models
from django.db.models import Q

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity
from unstori.story.models.timeline import Entry


class Promise(AboutPerson):
    """An "I will": an owner and a date. Kept or not; handed over when its owner leaves."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="promises")
    due_on = models.DateField()
    kept_at = models.DateTimeField(null=True)
    kept_by = models.UUIDField(null=True, help_text="Capacity")
    outcome = models.TextField(blank=True, help_text="What came of it")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(kept_at__isnull=True), name="promise_owed"),
            models.Index(fields=["person", "due_on"]),
        ]


class PromiseHandover(AboutPerson):
    """A promise passed from one owner to another. Evidence."""

    evidence = True

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="handovers")
    from_owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
