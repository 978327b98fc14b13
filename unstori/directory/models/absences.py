"""Who is away, and who stands in. Here, low in the house, because every page that names somebody needs it."""

from django.db import models
from django.db.models import F, Q

from unstori.core.models import BaseModel
from unstori.people.models import Capacity


class Absence(BaseModel):
    """Somebody who works is away. Never why: that is theirs and their employer's (UK GDPR article 9).

    It ends by itself after `until`; without one it lasts until somebody says that they are back.
    """

    sensitivity, retention = "personal", "absence"

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    until = models.DateField(null=True, help_text="The last day; nobody knows yet without one")
    created_by = models.UUIDField(help_text="Capacity")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")
    kept_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["capacity", "until"]),
            models.Index(
                fields=["stand_in", "until"], condition=Q(stand_in__isnull=False), name="absence_stood_in"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("capacity")),
                name="absence_stood_in_by_another",
            ),
        ]
