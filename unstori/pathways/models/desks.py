"""How a team comes to answer for a service, its places, its own record of how long one waits, and times that it offers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.models import BaseModel
from unstori.directory.models import Entry
from unstori.pathways.models.requests import Desk, Request
from unstori.people.models import Team


class DeskAsk(BaseModel):
    """Asked by one side, a team's manager or who keeps the entry; the other side says whether the team answers for it."""

    sensitivity, retention = "ordinary", "entry"

    service = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    by_team = models.BooleanField(help_text="Asked by the team; else by who keeps the entry")
    created_by = models.UUIDField(help_text="Capacity")
    opened = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "team"], condition=Q(decided_at__isnull=True), name="desk_asked_once"
            ),
        ]


class Places(BaseModel):
    """Places of one kind, as they were on a day. The newest holds; those before are the history. Never changed."""

    sensitivity, retention = "ordinary", "entry"
    evidence = True

    class Kind(models.TextChoices):
        GROUP = "group", _("In a group")
        FUNDED = "funded", _("Paid for")
        VACANCY = "vacancy", _("Single places")

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    free = models.PositiveIntegerField()
    whole = models.PositiveIntegerField(null=True, help_text="Of how many")
    words = models.CharField(max_length=300, blank=True, help_text="For whom, from when")
    created_by = models.UUIDField(help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["desk", "kind", "-created_at"])]


class Estimate(BaseModel):
    """How long one waited for a service, by its own record, counted on a day. Names nobody. Never changed."""

    sensitivity, retention = "ordinary", "entry"
    evidence = True

    service = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="estimates")
    half = models.PositiveIntegerField(
        null=True, help_text="Days after which half had started; null: cannot be said"
    )
    most = models.PositiveIntegerField(null=True, help_text="Days after which nine in ten had started")
    number = models.PositiveIntegerField(help_text="Of so many requests")
    met = models.PositiveIntegerField(help_text="Of these started")
    weeks = models.PositiveIntegerField(
        null=True, help_text="As it was written into the directory; null: not written"
    )
    counted_at = models.DateTimeField()
    counted_by = models.UUIDField(help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["service", "-counted_at"])]


class Offer(AboutPerson):
    """A time that a service offers to a family: for a first contact, or to find a way forward after a no."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First contact")
        FORWARD = "forward", _("A meeting to find a way forward")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, that suits us")
        OTHER = "other", _("Another time, please")
        NO = "no", _("No, thank you")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.FIRST)
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="Capacity")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["request", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="offer_answered_or_not",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]
