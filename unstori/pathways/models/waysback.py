"""A way back to a service, for a time, without asking anew."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity, Team
from unstori.plan.models import Support


class WayBack(AboutPerson):
    """Given when somebody steps down. Used, it must be answered by a day, by somebody of the team."""

    support = models.ForeignKey(Support, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="A team that is not here")
    how = models.TextField(help_text="How one comes back: whom to ring, when")
    until = models.DateField()
    used_at = models.DateTimeField(null=True)
    used_by = models.UUIDField(null=True, help_text="Capacity")
    owner = models.ForeignKey(
        Capacity,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Must answer once it is used",
    )
    answer_on = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True, help_text="Capacity")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            models.Index(fields=["person", "until"]),
            models.Index(
                fields=["team", "answer_on"], name="way_back_to_answer",
                condition=Q(used_at__isnull=False, taken_at__isnull=True, ended_at__isnull=True),
            ),
        ]  # fmt: skip

    @property
    def where(self) -> str:
        return str(self.team.name) if self.team else self.place


class WayBackStep(AboutPerson):
    """Given, used, taken up or ended: by whom, in whose words. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        GIVEN = "given", _("A way back was given")
        USED = "used", _("Wants to come back")
        TAKEN = "taken", _("The team says what happens next")
        ENDED = "ended", _("Ended before its day")

    way = models.ForeignKey(WayBack, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.TextField(blank=True)
