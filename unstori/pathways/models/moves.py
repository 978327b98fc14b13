"""A move to the area of another authority, and what was said on the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity, Jurisdiction, Organisation


class Move(AboutPerson):
    """From “we think of moving” until the new authority has said how each thing goes on.

    No address stands here: it may be kept from somebody who reads this (ADR 0081).
    """

    class State(models.TextChoices):
        THINKING = "thinking", _("Thinking of moving")
        COMING = "coming", _("The day is known")
        MOVED = "moved", _("Moved")
        SETTLED = "settled", _("The new council has said")
        OFF = "off", _("Called off")

    from_authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_nation = models.CharField(max_length=10, choices=Jurisdiction.choices)
    to_authority = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200, blank=True, help_text="A council that is not here")
    to_nation = models.CharField(max_length=10, choices=Jurisdiction.choices)
    moves_on = models.DateField(null=True)
    things = models.JSONField(default=list, help_text="Ids of what goes along or must be asked anew")
    worker_here = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    worker_there = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    there_name = models.CharField(max_length=200, blank=True)
    there_how = models.CharField(max_length=200, blank=True, help_text="How they are reached at work")
    state = models.CharField(max_length=8, choices=State.choices, default=State.THINKING)

    class Meta:
        indexes = [models.Index(fields=["person", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "created_by"],
                condition=Q(state__in=["thinking", "coming", "moved"]),
                name="one_move_at_a_time_each",
            )
        ]  # fmt: skip


class MoveStep(AboutPerson):
    """What was said or done: by whom, when, of which thing. Evidence: the newest answer of a thing holds."""

    evidence = True

    class Kind(models.TextChoices):
        BEGUN = "begun", _("Thinks of moving")
        DAY = "day", _("The day is known")
        NAMED = "named", _("Somebody is named")
        ASKED = "asked", _("Asked")
        ARRIVED = "arrived", _("Moved")
        SAID = "said", _("The new council says")
        SETTLED = "settled", _("The new council has said everything")
        OFF = "off", _("Called off")

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    thing = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
