"""“If I can’t”: what is agreed for the day when whoever cares cannot."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Team
from unstori.plan.models import Document


class Cover(AboutPerson):
    """One frozen page, agreed beforehand. The team that knows of it reads that page, and nothing else of the story."""

    class State(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        IN_USE = "in_use", _("In use now")
        REPLACED = "replaced", _("Replaced by a newer one")
        ENDED = "ended", _("Ended")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=200, help_text="Who might not be able to, as the family says it")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.AGREED)

    class Meta:
        indexes = [models.Index(fields=["team", "state"]), models.Index(fields=["person", "state"])]


class CoverStep(AboutPerson):
    """Agreed, looked at, somebody will come, it has happened, it is over. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        COMES = "comes", _("Says: I come")
        LOOKED = "looked", _("Looked at: it still holds")
        USED = "used", _("It has happened")
        OVER = "over", _("It is over")
        ENDED = "ended", _("Ended")

    cover = models.ForeignKey(Cover, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField(blank=True)
