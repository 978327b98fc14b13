"""A transition that an age brings, its checklist, the services to be asked before it, and every step (ADR 0080)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.words import Words, spoken
from unstori.directory.models import Entry, EntryVersion
from unstori.pathways.rules import transitions as rules
from unstori.people.models import Capacity
from unstori.story.models import Promise


class Transition(AboutPerson):
    """What somebody comes to on a day, prepared by both sides and the family."""

    class State(models.TextChoices):
        OPEN = rules.OPEN, _("Being prepared")
        DONE = rules.DONE, _("Done")
        OFF = rules.OFF, _("Does not apply")

    age = models.CharField(max_length=30, help_text="An id of definitions/ages")
    day = models.DateField()
    state = models.CharField(max_length=4, choices=State.choices, default=State.OPEN)
    receiver = models.ForeignKey(
        Capacity, null=True, on_delete=models.PROTECT, related_name="+", help_text="Key worker after the day"
    )
    receiver_name = models.CharField(max_length=200, blank=True)
    receiver_how = models.CharField(max_length=200, blank=True, help_text="How they are reached at work")

    class Meta:
        indexes = [models.Index(fields=["state", "day"])]
        constraints = [models.UniqueConstraint(fields=["person", "age"], name="one_transition_of_an_age")]


class TransitionItem(AboutPerson):
    """One thing to prepare. Whoever takes it promises it, so that it is late when it is late (`promise`)."""

    class Side(models.TextChoices):
        HERE = rules.HERE, _("Who is there now")
        THERE = rules.THERE, _("Who comes after")
        FAMILY = rules.FAMILY, _("The family")

    class State(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed")

    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="items")
    item = models.CharField(
        max_length=30, blank=True, help_text="An id of the definition; none for own words"
    )
    said = models.JSONField(
        default=dict, help_text="Its words in both languages, as they were when it opened"
    )
    words = models.TextField(blank=True, help_text="Own words")
    side = models.CharField(max_length=6, choices=Side.choices)
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=200, blank=True, help_text="Who does it and cannot sign in")
    done_on = models.DateField(null=True)
    done_for = models.CharField(
        max_length=200, blank=True, help_text="Who did it, where another wrote it down"
    )

    class Meta:
        indexes = [models.Index(fields=["transition", "due_on"])]

    @property
    def plain(self) -> str:
        """In the language of the page, or own words."""
        return str(Words.read(self.said)) if self.said else self.words

    @property
    def title(self) -> str:
        """The same; own words are marked with their language."""
        return self.plain if self.said else spoken(self.words, self.language)


class ToAsk(AboutPerson):
    """A service that will be asked before the day. Nobody is asked by this."""

    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="to_ask")
    service = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    service_seen = models.ForeignKey(EntryVersion, null=True, on_delete=models.PROTECT, related_name="+")
    ask_on = models.DateField()
    off_at = models.DateTimeField(null=True)
    off_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transition", "service"], condition=Q(off_at__isnull=True), name="to_ask_once"
            )
        ]


class TransitionStep(AboutPerson):
    """What was done about a transition, by whom, and why. Evidence."""

    evidence = True

    class Kind(models.TextChoices):
        OPENED = "opened", _("Preparing began")
        TAKEN = "taken", _("Taken on")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed")
        BACK = "back", _("To do again")
        ADDED = "added", _("Added")
        RECEIVER = "receiver", _("Who will be there")
        TO_ASK = "to_ask", _("Will be asked")
        NOT_ASK = "not_ask", _("Will not be asked")
        ENDED = "ended", _("Ended")
        REOPENED = "reopened", _("Opened again")

    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="steps")
    item = models.ForeignKey(TransitionItem, null=True, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=500, blank=True, help_text="Who, or which service")
    words = models.TextField(blank=True)
