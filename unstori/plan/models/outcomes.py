"""What the person wants, what helps, and what is still needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Organisation
from unstori.story.models import Statement


class Outcome(AboutPerson):
    """What the person wants, in their words ("I want to..."). `version` guards against lost words."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        AGREED = "agreed", _("Agreed")
        REACHED = "reached", _("Reached")
        STOPPED = "stopped", _("No longer wanted")

    words = models.TextField()
    why_it_matters = models.TextField(blank=True)
    domains = models.JSONField(default=list, help_text="Ids in definitions/domains.toml")
    baseline = models.TextField(blank=True, help_text="How it is now")
    followed_how = models.TextField(blank=True, help_text="Who looks how it is going, how and how often")
    by_when = models.DateField(null=True, help_text="By when it should be reached")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    statements = models.ManyToManyField(Statement, related_name="outcomes")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person", "position"])]


class Step(AboutPerson):
    """A small step on the way: who, by when."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    by_when = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True, help_text="Capacity")


class Support(AboutPerson):
    """What helps, who gives it, how often. Strengths and community come first."""

    class Comes(models.TextChoices):
        STRENGTH = "strength", _("What I can do")
        FAMILY = "family", _("Family and friends")
        COMMUNITY = "community", _("My community")
        SERVICE = "service", _("A service")

    class Tier(models.TextChoices):
        UNIVERSAL = "universal", _("Universal")
        UNIVERSAL_PLUS = "universal_plus", _("Universal plus")
        EARLY = "early_intervention", _("Early intervention")
        INTENSIVE = "short_term_intensive", _("Short-term intensive")
        SPECIALIST = "long_term_specialist", _("Long-term specialist")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        WAITING = "waiting", _("Waiting")
        STARTED = "started", _("Started")
        STOPPED = "stopped", _("Stopped")

    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="supports")
    comes_from = models.CharField(max_length=10, choices=Comes.choices)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="An organisation that is not in the list")
    tier = models.CharField(max_length=22, choices=Tier.choices, default=Tier.UNIVERSAL)
    how_often = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    service = models.ForeignKey(
        "directory.Entry",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it was found",
    )
    service_seen = models.ForeignKey(
        "directory.EntryVersion", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="What the directory said when it was saved",
    )  # fmt: skip
    taken_out_at = models.DateTimeField(null=True, help_text="Saved by mistake: in no plan any more")
    taken_out_by = models.UUIDField(null=True, help_text="Capacity")

    @property
    def where(self) -> str:
        """The organisation, from the directory or in words."""
        return str(self.organisation.name) if self.organisation else self.place


class Need(AboutPerson):
    """Something needed. Listed until it has an outcome or a recorded reason why not."""

    class Area(models.TextChoices):
        EDUCATION = "education", _("Learning")
        HEALTH = "health", _("Health")
        SOCIAL = "social", _("Social care")

    words = models.TextField()
    eligible = models.BooleanField(default=False)
    area = models.CharField(
        max_length=9,
        choices=Area.choices,
        blank=True,
        help_text="In a plan for learning; else by its section",
    )
    statement = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT, related_name="needs")
    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="needs")
    no_outcome_why = models.TextField(blank=True)
