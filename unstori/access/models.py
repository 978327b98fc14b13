"""Grants, narrowings and the audit. Why a grant was given is `circle`'s to know: here it is a source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.rules import SECTIONS, Permission
from unstori.core import dates
from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Organisation, Person, Team


class Section(models.TextChoices):
    ABOUT_ME = "about_me", _("About me")
    WHAT_MATTERS = "what_matters", _("What matters")
    HEALTH = "health", _("Health")
    LEARNING = "learning", _("Learning")
    CARE = "care", _("Care")
    BEHAVIOUR = "behaviour", _("Behaviour")
    MONEY = "money", _("Money")
    SAFEGUARDING = "safeguarding", _("Safeguarding")
    PRIVATE_TO_ME = "private_to_me", _("Private to me")


class AboutPerson(BaseModel):
    """The base of every row about a person: whose, which section, who wrote it, who answers for it.

    Words that somebody wrote carry their language: the one said, or that of the page on which they were written.
    `narrowed` rows are seen by their author and by those whom the person lets in, one row at a time.
    """

    sensitivity, retention = "special", "record"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=16, choices=Section.choices)
    narrowed = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=dates.language)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Grant(BaseModel):
    """A holder may see, add to or decide about one section of one person, for a time."""

    sensitivity, retention = "personal", "access"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    capacity = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=16, choices=Section.choices)
    permission = models.PositiveSmallIntegerField(choices=[(p.value, p.name.lower()) for p in Permission])
    source = models.UUIDField(help_text="Why, in the room that gave it")
    created_by = models.UUIDField(help_text="Capacity")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            # One for each kind of holder, without the grants of the others: they would make it look worthless.
            *(
                models.Index(
                    fields=[holder, "person"],
                    condition=Q(**{f"{holder}__isnull": False}),
                    name=f"grant_by_{holder}",
                )
                for holder in ("capacity", "team", "organisation")
            ),
            models.Index(fields=["source"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="grant_has_one_holder",
                condition=(
                    Q(capacity__isnull=False, team__isnull=True, organisation__isnull=True)
                    | Q(capacity__isnull=True, team__isnull=False, organisation__isnull=True)
                    | Q(capacity__isnull=True, team__isnull=True, organisation__isnull=False)
                ),
            ),
            models.CheckConstraint(name="grant_section_is_known", condition=Q(section__in=SECTIONS)),
        ]


class RowGrant(BaseModel):
    """The person lets one capacity see one row that is narrowed or private."""

    sensitivity, retention = "personal", "access"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    row_id = models.UUIDField()
    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    created_by = models.UUIDField(help_text="Capacity")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["capacity", "person"])]


class DocumentGrant(BaseModel):
    """Opens one frozen document whole, and nothing else."""

    sensitivity, retention = "personal", "access"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document_id = models.UUIDField()
    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    source = models.UUIDField()
    created_by = models.UUIDField(help_text="Capacity")
    valid_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["capacity", "person"])]


class Withholding(BaseModel):
    """One thing is kept from one capacity, because seeing it would put someone in danger.

    A row (`row_id`), a whole section, or the address. It has a reason, an end and a review, and leaves no
    trace on the pages of the one it is kept from (standards: sharing, withholding).
    """

    sensitivity, retention = "special", "record"

    class Kind(models.TextChoices):
        ROW = "row", _("One entry")
        SECTION = "section", _("A section")
        ADDRESS = "address", _("Address and phone")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    row_id = models.UUIDField(null=True)
    section = models.CharField(max_length=16, blank=True, choices=Section.choices)
    withheld_from = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    created_by = models.UUIDField(help_text="Capacity")
    review_on = models.DateField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["withheld_from", "person"])]


class GlassBreak(BaseModel):
    """A professional opened a record without a grant, said why, and for a short time."""

    sensitivity, retention = "special", "record"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    valid_until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True, help_text="Capacity")
    review = models.TextField(blank=True)


class Draft(BaseModel):
    """What somebody typed that could not be saved. Its author's alone, for seven days."""

    sensitivity, retention = "special", "draft"

    user_id = models.UUIDField()
    capacity_id = models.UUIDField(null=True, help_text="As what they typed it")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    valid_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user_id", "valid_until"])]


class AuditEvent(BaseModel):
    """Who did what, when. No foreign keys: it outlives what it speaks of. `detail` has no content."""

    sensitivity, retention = "personal", "audit"
    evidence = outlives = True

    user_id = models.UUIDField()
    capacity_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=60, blank=True)
    target_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-created_at"]),
            models.Index(fields=["capacity_id", "-created_at"]),
            models.Index(fields=["-created_at", "-id"], name="audit_newest_first"),  # of a whole organisation
        ]


class AuditSeal(BaseModel):
    """A sealed batch: its head follows from the head before it and the digests of its events."""

    sensitivity, retention = "ordinary", "audit"
    evidence = outlives = True

    number = models.PositiveIntegerField(unique=True)
    head = models.CharField(max_length=64)
    size = models.PositiveIntegerField()


class AuditLink(BaseModel):
    """Which event stands where in which seal."""

    sensitivity, retention = "ordinary", "audit"
    evidence = outlives = True

    event_id = models.UUIDField(unique=True)
    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT, related_name="links")
    position = models.PositiveIntegerField()


class LegalHold(BaseModel):
    """While it stands nothing of the person is erased: a court, an inquiry or a complaint needs it."""

    sensitivity, retention = "special", "record"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    created_by = models.UUIDField(help_text="Capacity")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")
    ended_why = models.TextField(blank=True)


class Tombstone(BaseModel):
    """Of one erasure, how many rows of one kind went, and a digest: proof of what went, without knowing it.

    No foreign keys: it outlives what it speaks of. `files` are names in the storage, which say nothing.
    """

    sensitivity, retention = "personal", "tombstone"
    evidence = outlives = True

    erasure = models.UUIDField(db_index=True, help_text="All that went at once")
    person_id = models.UUIDField(null=True)
    label = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    reason = models.TextField(help_text="Names nobody")
    created_by = models.UUIDField(help_text="Capacity")
