"""What a manager and a worker agree between themselves; and handing over many at once."""

from django.db import models

from unstori.access.models import AboutPerson
from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Person


class SupervisionNote(BaseModel):
    """What was said in supervision: for these two and nobody else, in nobody's story. Evidence (ADR 0062).

    It says nothing about a person; it can point at one (`SupervisionAbout`).
    """

    sensitivity, retention, evidence = "special", "supervision", True

    manager = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    words = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["worker", "manager", "-held_on"], name="supervision_of_two")]


class SupervisionAbout(BaseModel):
    """A note points at a person: without content, and gone when the person is erased. Evidence."""

    sensitivity, retention, evidence = "personal", "supervision_about", True

    note = models.ForeignKey(SupervisionNote, on_delete=models.PROTECT, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class SupervisionAction(BaseModel):
    """What one of the two will do, and by when. Evidence."""

    sensitivity, retention, evidence = "special", "supervision", True

    note = models.ForeignKey(SupervisionNote, on_delete=models.PROTECT, related_name="agreed")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], name="supervision_owed")]


class SupervisionDone(BaseModel):
    """It was done, and who says so. Evidence."""

    sensitivity, retention, evidence = "special", "supervision", True

    action = models.OneToOneField(SupervisionAction, on_delete=models.PROTECT, related_name="done")
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")


class Handover(BaseModel):
    """Somebody's people go to colleagues: one part for each person, each done by itself."""

    sensitivity, retention = "personal", "named"

    from_capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True, help_text="Families read it")
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")


class HandoverPart(AboutPerson):
    """What one person is owed goes to one colleague: waiting, asked, done, undone, or not possible and why."""

    class State(models.TextChoices):
        WAITING = "waiting"
        ASKED = "asked"
        DONE = "done"
        UNDONE = "undone"
        STAYS = "stays"

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="parts")
    to_capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    key_worker = models.BooleanField(default=False, help_text="Becomes key worker")
    duties = models.BooleanField(default=True, help_text="Takes what is owed")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    moved = models.JSONField(default=list, help_text="Ids of the duties that went")
    key_moved = models.BooleanField(default=False)
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it stays, in words of Unstori itself"
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            models.Index(
                fields=["state"], condition=models.Q(state__in=["waiting", "asked"]), name="handover_goes_on"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["handover", "person"], name="one_part_for_each_person")
        ]
