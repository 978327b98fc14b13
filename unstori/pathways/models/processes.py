"""A process of the law about a person: what happened, step by step. No day that is due is kept: the engine counts it."""

from django.db import models
from django.db.models import F, Q

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity, Jurisdiction, Organisation


class Process(AboutPerson):
    """One process, of a kind that is a definition in one version; the law that it began under stays with it."""

    kind = models.CharField(max_length=40)
    kind_version = models.PositiveIntegerField()
    jurisdiction = models.CharField(max_length=10, choices=Jurisdiction.choices)
    body = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who must decide"
    )
    body_name = models.CharField(max_length=200, blank=True, help_text="A council or school that is not here")
    owner = models.ForeignKey(
        Capacity, null=True, on_delete=models.PROTECT, related_name="+", help_text="Sees it through there"
    )
    begun_on = models.DateField(help_text="The day of its first step")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="led_to")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            models.Index(fields=["person", "closed_at"]),
            models.Index(fields=["owner"], condition=Q(closed_at__isnull=True), name="process_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="process_has_a_body", condition=Q(body__isnull=False) | ~Q(body_name="")
            ),
            models.CheckConstraint(name="process_after_another", condition=Q(follows__isnull=True) | ~Q(follows=F("pk"))),
        ]  # fmt: skip

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class ProcessStep(AboutPerson):
    """What was asked, decided, sent or said, on its day. Evidence: a correction is a row that takes its place."""

    evidence = True

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, help_text="Stable id in definitions/processes")
    answer = models.CharField(max_length=12, blank=True)
    happened_on = models.DateField()
    words = models.TextField(blank=True, help_text="Reasons, advice, what the family says")
    told_by = models.CharField(
        max_length=200, blank=True, help_text="Who said or wrote it, where somebody else put it down"
    )
    topic = models.CharField(max_length=20, blank=True, help_text="What advice is asked about")
    adviser = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    adviser_name = models.CharField(max_length=200, blank=True)
    of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    due_on = models.DateField(null=True, help_text="As a tribunal or an agreement says")
    due_from = models.CharField(max_length=20, blank=True, help_text="A party of definitions/words")
    choice = models.CharField(
        max_length=300, blank=True, help_text="A school or college that the family asks for"
    )
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    void = models.BooleanField(default=False, help_text="What it replaces never was so")

    class Meta:
        indexes = [
            models.Index(fields=["process", "happened_on"]),
            models.Index(fields=["adviser"], condition=Q(adviser__isnull=False), name="advice_asked_of"),
        ]
        constraints = [models.UniqueConstraint(fields=["replaces"], name="one_correction_of_each_step")]


class ProcessClaim(AboutPerson):
    """An exception that the law names is claimed, with what shows it. It moves no day. Evidence."""

    evidence = True

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="claims")
    clock = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    first_on = models.DateField()
    last_on = models.DateField()
    words = models.TextField(help_text="What shows it")
    takes_back = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="taken_back_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["takes_back"], name="a_claim_is_taken_back_once")]
