"""An assessment over the story: what it rests on, what each adds, and what was decided test by test."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.assessment import rules
from unstori.people.models import Capacity, Jurisdiction, Organisation
from unstori.plan.models import Need


class Assessment(AboutPerson):
    """Asked for, taken on, decided. A carer's is of the carer (`carer`, `carer_name`) and for them alone.

    Its kind is a definition in one version; the law that it was asked under stays with it when the person moves.
    """

    class State(models.TextChoices):
        ASKED = rules.ASKED, _("Asked for")
        BEGUN = rules.BEGUN, _("Being worked on")
        DECIDED = rules.DECIDED, _("There is a decision")
        ENDED = rules.ENDED, _("Ended without a decision")

    kind = models.CharField(max_length=40)
    kind_version = models.PositiveIntegerField()
    jurisdiction = models.CharField(max_length=10, choices=Jurisdiction.choices)
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    carer_name = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=200, help_text="Who asked, when somebody else wrote it down")
    asked_on = models.DateField()
    why = models.TextField(blank=True, help_text="In the words of whoever asked")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, help_text="By law")
    ready_on = models.DateField(null=True, help_text="As whoever took it on says")
    begun_at = models.DateTimeField(null=True)
    begun_by = models.UUIDField(null=True, help_text="Capacity")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True, help_text="Capacity")
    closing_why = models.TextField(blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"]),
            models.Index(fields=["owner", "state"]),
        ]

    @property
    def is_carers(self) -> bool:
        return bool(self.carer_name)

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN


class Citation(AboutPerson):
    """A row of the story or the plan on which an element rests: named, never typed again.

    It stands in the section of the row that it names, so who may not see the one does not see the other.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="citations")
    element = models.CharField(max_length=40)
    row_kind = models.CharField(max_length=20)
    row_id = models.UUIDField()
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["assessment", "element"])]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "element", "row_id"],
                condition=models.Q(dropped_at__isnull=True),
                name="cited_once",
            )
        ]


class Contribution(AboutPerson):
    """What one person makes of one element: the family's own view, or a professional's analysis. Drafts are theirs."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="contributions")
    element = models.CharField(max_length=40)
    words = models.TextField()
    shared_at = models.DateTimeField(null=True)
    shared_by = models.UUIDField(null=True, help_text="Capacity")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "element", "created_by"], name="one_contribution_each"
            )
        ]


class Written(AboutPerson):
    """What somebody had added, word for word, when a decision was made on it. Evidence: it may be rewritten since."""

    evidence = True

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="stood")
    version = models.PositiveIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "version"], name="each_version_stands_once")
        ]

    @property
    def is_rewritten(self) -> bool:
        return self.contribution.version != self.version


class Finding(AboutPerson):
    """What was decided about one need, with what happens instead where it is not met. Evidence; a newer replaces it."""

    evidence = True

    class Result(models.TextChoices):
        MET = rules.MET, _("Met")
        NOT_MET = rules.NOT_MET, _("Not met")
        UNKNOWN = rules.UNKNOWN, _("Not enough known yet")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="findings")
    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(help_text="The need; empty where the assessment is decided as a whole")
    result = models.CharField(max_length=8, choices=Result.choices)
    instead = models.TextField(blank=True)
    next_owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    stood = models.ManyToManyField(Written, related_name="findings")

    is_old: bool  # as `queries.findings` sees it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["replaces"], name="one_newer_finding_each")]


class Judged(AboutPerson):
    """How one test was answered, why, and on what evidence. Evidence."""

    evidence = True

    class Answer(models.TextChoices):
        MET = rules.MET, _("Met")
        NOT_MET = rules.NOT_MET, _("Not met")
        UNKNOWN = rules.UNKNOWN, _("Not enough known")

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="tested")
    test = models.CharField(max_length=40)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    reasons = models.TextField()
    outcomes = models.JSONField(default=list)
    grounds = models.ManyToManyField(Citation, related_name="tested")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "test"], name="each_test_once")]


class FindingView(AboutPerson):
    """What a party says of what was decided: evidence, and it changes no result."""

    evidence = True

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("Agrees")
        IN_PART = "in_part", _("Agrees in part")
        DISAGREES = "disagrees", _("Disagrees")

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="views")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.TextField(blank=True)
    said_by = models.CharField(
        max_length=200, blank=True, help_text="Whose view, when somebody else wrote it down"
    )
