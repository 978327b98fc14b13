"""What somebody of the family says that nobody holds, and every turn of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity, Team


class Unheld(AboutPerson):
    """Where it stands: who must answer by when, or who holds it now. `row_id` is what it is about, in any room.

    To the team that is asked the words of this row are open, and nothing else of the story (ADR 0067).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        HELD = "held", _("Somebody holds it")
        BACK = "back", _("Taken back")

    row_id = models.UUIDField(null=True)
    words = models.TextField(blank=True)
    first_asked_on = models.DateField(null=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        Capacity, null=True, on_delete=models.PROTECT, related_name="+", help_text="Must answer"
    )
    held_by = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    escalated = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)

    class Meta:
        indexes = [
            models.Index(fields=["team", "state"]),
            models.Index(fields=["owner", "due_on"], condition=Q(state="waiting"), name="unheld_to_answer"),
            models.Index(fields=["person", "row_id"]),
        ]


class Turn(AboutPerson):
    """What was said to it, by whom, and who had it then. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        PRESSED = "pressed", _("Says: nobody is holding this")
        ANSWERED = "answered", _("Says who holds it now")
        PASSED = "passed", _("Passed it on")
        MOVED = "moved", _("Somebody else must answer")
        HANDED = "handed", _("Somebody else holds it")
        AGAIN = "again", _("Says: it is still not held")
        BACK = "back", _("Takes it back")

    unheld = models.ForeignKey(Unheld, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
