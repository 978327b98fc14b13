"""What happened and what was said. One table is the timeline; the rest gives its rows their substance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.words import Words
from unstori.people.models import Capacity


class SaidHow(models.TextChoices):
    SPEECH = "speech", _("Speaking")
    SIGN = "sign", _("Signing")
    SYMBOLS = "symbols", _("Symbols or pictures")
    OBSERVED = "observed", _("Shown by what they did")
    WRITTEN = "written", _("In writing")


class ContactWay(models.TextChoices):
    PHONE = "phone", _("Phone")
    TEXT = "text", _("Text or message")
    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting")
    LETTER = "letter", _("Letter")
    ONLINE = "online", _("Video call")


class Entry(AboutPerson):
    """One thing that happened or was said: a row of the timeline. Evidence; a correction is a new entry.

    `happened_on` is what people gave ("2019-spring"); `sort_on` is its first day: one query orders all.
    `about` points at the row of any room that this entry tells of.
    """

    evidence = True

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        CONTACT = "contact", _("Contact")
        VISIT = "visit", _("Visit")
        CONVERSATION = "conversation", _("Conversation")
        DOCUMENT = "document", _("Document")
        MILESTONE = "milestone", _("Milestone")
        WORRY = "worry", _("Worry")
        GOOD_DAY = "good_day", _("Good day")
        PROMISE = "promise", _("Promise")
        HAPPENED = "happened", _("What happened here")

    kind = models.CharField(max_length=14, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True)
    title_cy = models.CharField(
        max_length=200, blank=True, help_text="Welsh of a title that Unstori itself says"
    )
    words = models.TextField(blank=True)
    happened_on = models.CharField(max_length=12)
    sort_on = models.DateField()
    said_by = models.CharField(max_length=200, blank=True, help_text="Whose words, when they are verbatim")
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    with_help_of = models.CharField(max_length=200, blank=True)
    contact_way = models.CharField(max_length=12, blank=True, choices=ContactWay.choices)
    contact_with = models.CharField(max_length=200, blank=True, help_text="Who was called, met or written to")
    names_others = models.BooleanField(default=False, help_text="Says something about a third person")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    event = models.CharField(max_length=40, blank=True, help_text="What a room above recorded: plan.agreed")
    about_id = models.UUIDField(null=True)
    source = models.CharField(max_length=200, blank=True, help_text="Where it came from, when from outside")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-sort_on", "-id"]),
            models.Index(fields=["person", "kind", "-sort_on"]),
            models.Index(fields=["person", "-created_at"]),
        ]
        constraints = [models.UniqueConstraint(fields=["corrects"], name="one_correction_each")]

    @property
    def headline(self) -> str:
        """The title: as somebody wrote it, or in the language of the page where Unstori says it in both."""
        return str(Words(en=self.title, cy=self.title_cy)) if self.title_cy else self.title


def kept_as(row: "Attachment", name: str) -> str:
    """Where a file is stored: by an id, because the name that it came with may say whose it is."""
    return f"story/{row.pk}"


class Attachment(AboutPerson):
    """A file behind the door: photograph, letter, sound or film of the person's own words."""

    class Scan(models.TextChoices):
        WAITING = "waiting", _("Being checked")
        CLEAN = "clean", _("Checked")
        REFUSED = "refused", _("Refused")

    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    words = models.TextField(
        blank=True, help_text="What is said or seen in it, for those who cannot hear or see it"
    )
    file = models.FileField(upload_to=kept_as)
    scan = models.CharField(max_length=8, choices=Scan.choices, default=Scan.WAITING)


class Promise(AboutPerson):
    """An "I will": an owner and a date. Kept or not; handed over when its owner leaves."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="promises")
    due_on = models.DateField()
    kept_at = models.DateTimeField(null=True)
    kept_by = models.UUIDField(null=True, help_text="Capacity")
    outcome = models.TextField(blank=True, help_text="What came of it")
    reminded_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(kept_at__isnull=True), name="promise_owed"),
            models.Index(fields=["person", "due_on"]),
        ]


class PromiseHandover(AboutPerson):
    """A promise passed from one owner to another. Evidence."""

    evidence = True

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="handovers")
    from_owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)


class Fact(AboutPerson):
    """A fact about me, with who said it and when. Evidence: a newer one replaces it, both can be seen."""

    evidence = True

    key = models.CharField(max_length=40, help_text="Stable id in definitions/facts.toml")
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    said_on = models.DateField()
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "key"])]
        constraints = [models.UniqueConstraint(fields=["replaces"], name="one_replacement_each")]


class FactCheck(AboutPerson):
    """Somebody said of a fact: still true, or no longer. Evidence."""

    evidence = True

    class Verdict(models.TextChoices):
        STILL_TRUE = "still_true", _("Still true")
        RETIRED = "retired", _("No longer true")
        CONTRADICTED = "contradicted", _("Someone says otherwise")

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    said_by = models.CharField(max_length=200, blank=True)


class Contradiction(AboutPerson):
    """Two facts that cannot both be true, shown together, and who is to settle it."""

    one = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+")
    settler = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True, help_text="Capacity")
    why = models.TextField(blank=True)


class Conversation(AboutPerson):
    """A what matters conversation along one version of a guide. A draft until finished."""

    guide = models.CharField(max_length=60)
    guide_version = models.PositiveIntegerField()
    held_on = models.DateField()
    who_was_there = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["person", "finished_at"])]


class Answer(AboutPerson):
    """What was said to one question, as it is typed. Stays editable until the conversation is finished."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60, help_text="Stable id in the guide")
    words = models.TextField(blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    with_help_of = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)


class Statement(AboutPerson):
    """The person's (or someone's) words, verbatim, that plan and profile cite. Evidence."""

    evidence = True

    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="statements")
    theme = models.CharField(max_length=40, help_text="What the guide's question was about")
    words = models.TextField()
    said_by = models.CharField(max_length=200)
    said_how = models.CharField(max_length=12, blank=True, choices=SaidHow.choices)
    with_help_of = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"])]
