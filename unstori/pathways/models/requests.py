"""What help is asked with, of whom, and every turn of it (ADR 0077)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.models import BaseModel
from unstori.directory.models import Entry, EntryVersion
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity, Team
from unstori.plan.models import Outcome, Support


class Desk(BaseModel):
    """Which team answers for a service of the directory. Without one its answers are written down by who holds it."""

    sensitivity, retention = "ordinary", "entry"

    service = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="desk")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    created_by = models.UUIDField(help_text="Capacity")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True, help_text="Capacity")


class Pathway(AboutPerson):
    """Help asked with one outcome or worry, of one service or several. Somebody holds it until it ends by a decision.

    The day on which help was first asked stays, whoever says no and wherever it is sent next.
    """

    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="pathways")
    words = models.TextField(blank=True, help_text="The worry, as it was said")
    first_asked_on = models.DateField()
    holder = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=22, choices=Support.Tier.choices, default=Support.Tier.EARLY)
    next_words = models.TextField(blank=True, help_text="One next step for all who are asked")
    next_by = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    end_words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["person", "ended_at"]),
            models.Index(
                fields=["holder", "first_asked_on"],
                condition=Q(ended_at__isnull=True),
                name="pathway_held_by",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="pathway_is_always_held", condition=Q(ended_at__isnull=False) | Q(holder__isnull=False)
            ),
        ]


class Request(AboutPerson):
    """One service asked for help. Until it has really started the holder of the pathway holds it; then its `lead` does."""

    class State(models.TextChoices):
        DRAFTED = rules.DRAFTED, _("Being written")
        SENT = rules.SENT, _("Sent")
        RECEIVED = rules.RECEIVED, _("They have it")
        ASKED = rules.ASKED, _("They ask for more")
        ACCEPTED = rules.ACCEPTED, _("They said yes")
        WAITING = rules.WAITING, _("Waiting")
        MET = rules.MET, _("First contact")
        ACTIVE = rules.ACTIVE, _("Started")
        ENDED = rules.ENDED, _("Ended")
        DECLINED = rules.DECLINED, _("They said no")
        WITHDRAWN = rules.WITHDRAWN, _("Taken back")
        REDIRECTED = rules.REDIRECTED, _("Another service is asked instead")

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="requests")
    service = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    service_seen = models.ForeignKey(
        EntryVersion,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What the directory said then",
    )
    service_name = models.CharField(max_length=500)
    team = models.ForeignKey(
        Team,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who answers; nobody here without one",
    )
    words = models.TextField(blank=True, help_text="To this service, beside the worry itself")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    after = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="led_to",
        help_text="Instead of, or again after",
    )
    may_pass_on = models.BooleanField(
        default=False, help_text="The family agreed that it may go on to another service"
    )
    lead = models.ForeignKey(
        Capacity,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who works with the family there",
    )
    lead_words = models.CharField(max_length=200, blank=True, help_text="Their name, where they are not here")
    need = models.CharField(max_length=8, blank=True, help_text="A code of definitions/requests: needs")
    need_order = models.PositiveSmallIntegerField(default=9, help_text="Its place there; 9 without")
    asked_on = models.DateField(null=True, help_text="The day on which this service was asked")
    waiting_since = models.DateField(null=True, help_text="Accepted")
    met_on = models.DateField(null=True, help_text="First contact")
    over_on = models.DateField(null=True)
    last_contact_on = models.DateField(
        null=True, help_text="When somebody last spoke with the family about it"
    )
    due_on = models.DateField(null=True, help_text="By when its next step should be")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["person", "pathway"]),
            # A service's queue: by need, then by the day on which help was asked; and who manages it: the longest first.
            # Of what is not over, said without a value: SQLite finds an index in part only by a condition without one.
            *(
                models.Index(fields=fields, condition=Q(over_on__isnull=True), name=f"request_{name}")
                for name, fields in {
                    "queue": ["team", "need_order", "asked_on", "id"],
                    "in_state": ["team", "state", "need_order", "asked_on"],
                    "asked": ["team", "asked_on", "id"],
                    "due": ["team", "due_on"],
                    "lead": ["lead"],
                }.items()
            ),
            models.Index(fields=["service", "asked_on"], name="request_of_service"),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_started_has_a_lead",
                condition=~Q(state=rules.ACTIVE) | Q(lead__isnull=False) | ~Q(lead_words=""),
            ),
            models.CheckConstraint(
                name="request_sent_has_a_day", condition=Q(state=rules.DRAFTED) | Q(asked_on__isnull=False)
                | Q(state=rules.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="request_over_has_a_day", condition=Q(state__in=rules.OVER, over_on__isnull=False)
                | ~Q(state__in=rules.OVER) & Q(over_on__isnull=True),
            ),
            models.CheckConstraint(name="request_after_another", condition=Q(after__isnull=True) | ~Q(after=F("pk"))),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    @property
    def is_here(self) -> bool:
        """Whether a team here answers. For one that was closed since, who holds it writes down what they hear."""
        return self.team is not None and self.team.ends_on is None


class Turn(AboutPerson):
    """One turn of a pathway or of one of its requests, and who held it from then on. Evidence."""

    evidence = True

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="turns")
    request = models.ForeignKey(Request, null=True, on_delete=models.PROTECT, related_name="turns")
    move = models.CharField(max_length=12, help_text="An id of rules.requests")
    state = models.CharField(max_length=10, blank=True, help_text="Of the request, after it")
    on = models.DateField(help_text="The day on which it happened")
    words = models.TextField(blank=True, help_text="For the family")
    reason = models.CharField(max_length=10, blank=True)
    would_change = models.TextField(blank=True)
    next_words = models.TextField(blank=True)
    next_by = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    holder = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    told_by = models.CharField(
        max_length=200, blank=True, help_text="Who of the service said it, where it is not here"
    )
    detail = models.JSONField(default=dict, help_text="Codes alone: need before and after, how they met")

    class Meta:
        indexes = [models.Index(fields=["pathway", "created_at"])]


class Sent(AboutPerson):
    """What went to a service, frozen: what was sent where. Evidence.

    `pieces`: [{row, section, title, words, by, on, language}], read in part by who sees only some sections.
    """

    evidence = True

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="sendings")
    to = models.CharField(max_length=500)
    purpose = models.CharField(max_length=12)
    agreed = models.CharField(max_length=8, blank=True, help_text="Who said yes; empty: whoever sent decides")
    agreed_how = models.TextField(blank=True)
    pieces = models.JSONField(default=list)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the pieces")


class UnmetNeed(AboutPerson):
    """Something that was needed and that nobody gave: what, where, why. For planning, counted without names. Evidence."""

    evidence = True

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=500)
    service = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.CharField(max_length=4, blank=True, help_text="Outward code of the postcode")
    why = models.CharField(max_length=10)
    days_asked = models.PositiveIntegerField(help_text="Since help was first asked")
