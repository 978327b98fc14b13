"""What was offered, what was asked for, and disagreements as dated threads beside the plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.circle.models import Member
from unstori.people.models import Capacity
from unstori.story.models import ContactWay


class Told(models.Model):
    """Written down by who heard it, for somebody who cannot sign in: whose words, on which day, how. Else empty."""

    said_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField(null=True)
    said_how = models.CharField(max_length=12, blank=True, choices=ContactWay.choices)

    class Meta:
        abstract = True


class Offer(AboutPerson):
    """Somebody offered something that the law gives. Evidence: a second offer is a second row."""

    evidence = True

    class Format(models.TextChoices):
        SPOKEN = "spoken", _("Said to them")
        WRITTEN = "written", _("In writing")
        EASY_READ = "easy_read", _("Easy Read")
        SIGNED = "signed", _("With signs or in BSL")
        PICTURES = "pictures", _("With symbols or pictures")
        BRAILLE = "braille", _("Braille or large print")
        SOUND = "sound", _("As sound or film")

    kind = models.CharField(max_length=40, help_text="Stable id in definitions/offers-*.toml")
    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()
    to_member = models.ForeignKey(
        Member, null=True, on_delete=models.PROTECT, related_name="+", help_text="Nobody: the person"
    )
    to_name = models.CharField(max_length=200)
    offered_on = models.DateField()
    format = models.CharField(max_length=10, choices=Format.choices)
    in_language = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True, help_text="How it was offered")

    class Meta:
        indexes = [models.Index(fields=["person", "kind"])]


class OfferNews(Told, AboutPerson):
    """What was said to an offer, and what happened afterwards. Evidence."""

    evidence = True

    class What(models.TextChoices):
        ACCEPTED = "accepted", _("They said yes")
        DECLINED = "declined", _("They said no")
        NOT_YET = "not_yet", _("They have not decided yet")
        ASKED = "asked", _("Somebody was asked to do it")
        CAME = "came", _("They came, or it began")
        RESULT = "result", _("What came of it")

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="news")
    what = models.CharField(max_length=8, choices=What.choices)
    words = models.TextField(blank=True)
    happened_on = models.DateField()


class Asking(Told, AboutPerson):
    """Somebody asked for it themselves; a promise with a name and a day points at this row. Evidence."""

    evidence = True

    kind = models.CharField(max_length=40, help_text="Stable id in definitions/offers-*.toml")
    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "kind"])]


class Disagreement(AboutPerson):
    """Where a disagreement stands: at which step of which route, who must answer and by when.

    `row_id` is what it is about, in any room; without one `about` says it in words. Its author alone closes it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Not settled")
        SETTLED = "settled", _("Settled")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Reply(models.TextChoices):
        LETTER = "letter", _("By letter")
        TOLD = "told", _("Somebody tells them")

    row_id = models.UUIDField(null=True)
    about = models.CharField(max_length=300, blank=True)
    said_by = models.CharField(max_length=200, blank=True, help_text="Who disagrees, and cannot sign in")
    party = models.UUIDField(null=True, help_text="The person, or a member of the circle")
    reply_by = models.CharField(max_length=6, blank=True, choices=Reply.choices)
    reply_to = models.TextField(blank=True, help_text="Where a letter reaches them safely")
    route = models.CharField(max_length=40)
    definition = models.CharField(max_length=40)
    definition_version = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    answered = models.BooleanField(default=False, help_text="At this step; then it is for its author")
    decided_on = models.DateField(null=True, help_text="The day on the letter, from which the time counts")
    certificate_on = models.DateField(null=True, help_text="The day on a mediation certificate")
    apart = models.BooleanField(default=False, help_text="About a carer: no part of this person's story")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            models.Index(fields=["person", "row_id"]),
            models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="disagreement_owed"),
        ]


class Turn(Told, AboutPerson):
    """One turn of a disagreement: said, answered, moved on, settled. Evidence. Seen with its thread."""

    evidence = True

    class Kind(models.TextChoices):
        RAISED = "raised", _("Disagrees")
        SAID = "said", _("Says more")
        ANSWERED = "answered", _("Answers")
        MOVED = "moved", _("Takes another step")
        HANDED_OVER = "handed_over", _("Somebody else must answer")
        CERTIFICATE = "certificate", _("Has a mediation certificate")
        LETTER = "letter", _("Says which day is on the letter")
        SETTLED = "settled", _("It is settled")
        WITHDRAWN = "withdrawn", _("Takes it back")

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    step = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)


class Carried(AboutPerson):
    """An answer reached somebody who cannot sign in: printed, posted, or told by a name. Evidence."""

    evidence = True

    class How(models.TextChoices):
        POSTED = "posted", _("Posted as a letter")
        TOLD = "told", _("Told to them")

    turn = models.OneToOneField(Turn, on_delete=models.PROTECT, related_name="carried")
    how = models.CharField(max_length=6, choices=How.choices)
