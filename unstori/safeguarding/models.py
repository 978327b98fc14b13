"""Concerns that somebody may be harmed. They stand apart from the story: no page of a person reaches them (ADR 0061).

So none of these rows is `AboutPerson`: the timeline, the search, exports and other systems pass them by, whoever asks.
"""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Organisation, Person, Team


class Place(BaseModel):
    """Which team of an authority takes concerns; without a team, whom to phone. An administrator says it."""

    sensitivity, retention = "ordinary", "named"

    class Kind(models.TextChoices):
        CHILD = "child", _("Children")
        ADULT = "adult", _("Adults")
        OUT_OF_HOURS = "out_of_hours", _("Evenings, nights and weekends")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind"], name="one_place_for_each_kind_of_concern")
        ]


class OfConcern(BaseModel):
    """A row of a concern: by whom, in which language, and whose it goes with when somebody is erased."""

    sensitivity, retention = "special", "record"

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)

    class Meta:
        abstract = True


class Concern(OfConcern):
    """Where a concern stands: with which team, who has it, until when they decide. What was said is in `Account`.

    `person` is whom the details named exactly; who raised it about somebody whom they may not see never learns of it.
    """

    class State(models.TextChoices):
        WITH_RAISER = "with_raiser", _("You still have to phone")
        TOLD = "told", _("Told by phone")
        WAITING = "waiting", _("Waits for the team")
        ACCEPTED = "accepted", _("The team has it")
        DECIDED = "decided", _("Decided")

    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=10)
    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=Place.Kind.choices[:2])
    known_as = models.CharField(max_length=200)
    known_more = models.TextField(blank=True)
    by_reference = models.BooleanField(default=False, help_text="Raised from the person's own page")
    danger_now = models.BooleanField(default=False)
    keep_name = models.BooleanField(default=False, help_text="The family must not learn who raised it")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    nobody_on_duty = models.BooleanField(default=False)
    escalated = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices)
    due_on = models.DateField(null=True)
    outcome = models.CharField(
        max_length=40, blank=True, help_text="Stable id in definitions/concerns-*.toml"
    )

    last_step: UUID  # as `queries.waiting_for` sees it

    class Meta:
        indexes = [
            models.Index(fields=["team", "state"]),
            models.Index(fields=["created_by", "-created_at"], name="concern_of_who_raised_it"),
        ]


class Account(OfConcern):
    """What was seen or heard, in words as they were said; apart from it, what somebody thinks of it. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        FIRST = "first", _("What was seen or heard")
        MORE = "more", _("Something more")
        DISAGREES = "disagrees", _("Disagrees with what is done")
        TOLD = "told", _("Told the team by phone")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    heard = models.TextField()
    said_by = models.CharField(max_length=200, blank=True)
    opinion = models.TextField(blank=True)
    family_told = models.BooleanField(null=True)
    why_not_told = models.TextField(blank=True)


class Source(OfConcern):
    """From whom somebody may be in danger: it is kept from them in each of their capacities. Evidence."""

    evidence = True

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="sources")
    capacity = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)


class Step(OfConcern):
    """What the team did; apart from it, what who raised it may know of it. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        CAME = "came", _("It came to the team")
        ACCEPTED = "accepted", _("The team has it")
        DECIDED = "decided", _("It is decided")
        GIVEN = "given", _("Somebody else has it")
        PASSED = "passed", _("Another team has it")
        ESCALATED = "escalated", _("It is with the manager")
        MOVED = "moved", _("Somebody else must look at it")
        SAID = "said", _("Said to who raised it")
        TOLD_PERSON = "told_person", _("Told the person")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    why = models.TextField(blank=True)
    instead = models.TextField(blank=True)
    for_raiser = models.TextField(blank=True)
    enquiry_id = models.UUIDField(null=True, help_text="plan.Enquiry that began with it")


class Disclosure(OfConcern):
    """What was shared with whom and why, on which of the two bases, and whether the family knows. Evidence."""

    evidence = True

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="disclosures")
    to_name = models.CharField(max_length=200)
    what = models.TextField()
    why = models.TextField()
    data_basis = models.CharField(max_length=40)
    confidentiality_basis = models.CharField(max_length=40)
    family_told = models.BooleanField()
    why_not_told = models.TextField(blank=True)
