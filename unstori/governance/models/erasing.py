"""Erasing somebody takes two: one who asks for it and another who agrees, where there are two."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Person


class Erasure(BaseModel):
    """Asked for by information governance, agreed or refused by another of them, done by a job.

    It goes with all the rest of the person: what stays is the audit and the tombstones.
    """

    sensitivity, retention = "special", "record"

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        AGREED = "agreed", _("Agreed, and about to happen")
        REFUSED = "refused", _("Not agreed")
        STOPPED = "stopped", _("Stopped by a legal hold")
        TAKEN_BACK = "taken_back", _("Taken back")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(help_text="Names nobody: it stays on the tombstones")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")
    why = models.TextField(blank=True, help_text="Why it was not agreed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["asked", "agreed"]), name="one_open_erasure"
            )
        ]
