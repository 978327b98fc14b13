"""What somebody asks about the data kept of them: one row a request, evidence for each step and each choice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson, Section
from unstori.people.models import Capacity


class DataRequest(AboutPerson):
    """Where a request stands. Narrowed: its author, the person, whoever asked and information governance read it.

    `row_id` is what a correction is about, in any room. The clock begins when it came or, where somebody had to be
    asked who they are, when that was known (article 12A).
    """

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy")
        CORRECT = "correct", _("Put something right")
        ERASE = "erase", _("Be forgotten")
        OBJECT = "object", _("Object to a use")
        RESTRICT = "restrict", _("Keep it, but do not use it")

    class Way(models.TextChoices):
        ACCOUNT = "account", _("Through their account")
        LETTER = "letter", _("By letter or e-mail")
        CALL = "call", _("By phone")
        VISIT = "visit", _("Said to somebody")

    class State(models.TextChoices):
        OPEN = "open", _("Being worked on")
        DONE = "done", _("Done")
        PARTLY = "partly", _("Done in part")
        REFUSED = "refused", _("The answer is no")
        TAKEN_BACK = "taken_back", _("Taken back")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    came_by = models.CharField(max_length=8, choices=Way.choices)
    asker = models.ForeignKey(
        Capacity, null=True, on_delete=models.PROTECT, related_name="+", help_text="Nobody: by letter or call"
    )
    asker_name = models.CharField(max_length=200)
    asker_is_self = models.BooleanField(help_text="The person asks for themselves")
    words = models.TextField()
    row_id = models.UUIDField(null=True)
    received_on = models.DateField()
    due_on = models.DateField()
    extended = models.BooleanField(default=False)
    identity = models.CharField(
        max_length=20, blank=True, help_text="How it is known who asks: definitions/data-requests"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ground = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(
        Capacity,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whoever wrote it must answer",
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True, help_text="Capacity")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True, help_text="Capacity")
    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"]),
            models.Index(fields=["due_on"], condition=Q(state="open"), name="data_request_due"),
            models.Index(fields=["owner"], condition=Q(state="open"), name="data_request_owed"),
        ]


class RequestStep(AboutPerson):
    """Something happened with a request: who did what, when. Evidence."""

    evidence = True

    class What(models.TextChoices):
        CAME = "came", _("It was asked for")
        IDENTITY = "identity", _("It is known who asks")
        EXTENDED = "extended", _("It needs more time")
        ASKED = "asked", _("Somebody must say what they think")
        SAID = "said", _("They said what they think")
        RELEASED = "released", _("The copy is ready")
        ANSWERED = "answered", _("Answered")
        DISAGREED = "disagreed", _("Whoever asked does not agree")
        TAKEN_BACK = "taken_back", _("Taken back")

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    words = models.TextField(blank=True)
    code = models.CharField(max_length=20, blank=True, help_text="Of the definition: identity, ground")


class RequestChoice(AboutPerson):
    """A row that speaks of somebody else goes along, or a part stays out. The newest of each holds. Evidence."""

    evidence = True

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="choices")
    row_id = models.UUIDField(null=True)
    part = models.CharField(max_length=16, choices=Section.choices, blank=True)
    give = models.BooleanField()
    why = models.TextField()
    professional = models.CharField(max_length=200, blank=True, help_text="Whose opinion, for serious harm")
    opinion_on = models.DateField(null=True)
