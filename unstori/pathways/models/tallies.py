"""Numbers of a team that has too many requests to be counted while somebody waits for a page."""

from django.db import models

from unstori.core.models import BaseModel
from unstori.people.models import Team


class Tally(BaseModel):
    """What was counted last for a team: as the service that is asked (`asked`), or as who holds (`held`). Names nobody."""

    sensitivity, retention = "ordinary", "entry"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, help_text="asked or held")
    numbers = models.JSONField(default=dict)
    counted_at = models.DateTimeField()
    counted_by = models.UUIDField(help_text="Capacity")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "side"], name="tally_once")]
