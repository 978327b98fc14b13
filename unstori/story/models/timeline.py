"""One table is the timeline; the other rows of this room give its rows their substance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.words import Words
from unstori.story.models.saying import ContactWay, SaidHow


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
    answer = models.ForeignKey(
        "story.Answer", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    words = models.TextField(
        blank=True, help_text="What is said or seen in it, for those who cannot hear or see it"
    )
    file = models.FileField(upload_to=kept_as)
    scan = models.CharField(max_length=8, choices=Scan.choices, default=Scan.WAITING)
