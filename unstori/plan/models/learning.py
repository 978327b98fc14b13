"""What a plan for learning (IDP, EHC plan) says beyond the plan of life: provision by number, a place, what was asked.

Sources: Additional Learning Needs Code for Wales 2021, ch. 23; SEND Regulations 2014 (SI 2014/1530) reg. 12.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Organisation
from unstori.plan.models.documents import Document
from unstori.plan.models.outcomes import Need, Support


class Provision(AboutPerson):
    """What the law secures of a support: for which need, how much, how often, by which duty."""

    class Kind(models.TextChoices):
        EDUCATION = "education", _("Education or training")
        HEALTH = "health", _("Health")
        SOCIAL_1970 = "social_1970", _("Social care that must be given under the 1970 Act")
        SOCIAL_OTHER = "social_other", _("Other social care")

    class Every(models.TextChoices):
        ALWAYS = "always", _("All the time: something to use, or how things are done")
        DAY = "day", _("every school day")
        WEEK = "week", _("every week")
        FORTNIGHT = "fortnight", _("every two weeks")
        HALF_TERM = "half_term", _("every half term")
        TERM = "term", _("every term")
        YEAR = "year", _("every year")

    support = models.OneToOneField(Support, on_delete=models.PROTECT, related_name="provision")
    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="provisions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    every = models.CharField(max_length=10, choices=Every.choices, blank=True)
    times = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True, help_text="Each time")
    how = models.TextField(
        blank=True, help_text="Alone or in a group of how many, and what whoever gives it knows"
    )
    in_welsh = models.BooleanField(null=True, help_text="Wales: whether it should be given in Welsh")
    why = models.TextField(blank=True, help_text="The rationale")
    adulthood = models.BooleanField(default=False, help_text="Prepares for adult life")
    by_payment = models.BooleanField(default=False, help_text="Secured by a direct payment")
    review_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)


class Placement(AboutPerson):
    """Where the person learns, as the plan names it: one for a person, changed in place."""

    class Basis(models.TextChoices):
        NAMED = "named", _("A school, college or other place that the plan names")
        TYPE = "type", _("A type of school or place, and none by name")
        ELSEWHERE = "elsewhere", _("Somewhere other than a school")

    basis = models.CharField(max_length=9, choices=Basis.choices)
    name = models.CharField(max_length=200, blank=True)
    type = models.CharField(max_length=200, blank=True)
    boarding = models.TextField(blank=True, help_text="Board and lodging that is secured")
    why = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_placement")]


class PlanPart(AboutPerson):
    """A part of a plan that is written in words, or of which it was said that there is none."""

    key = models.SlugField(max_length=40, help_text="Names the part in the layouts")
    none = models.BooleanField(default=False, help_text="It was looked for, and there is none")
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_plan_part")]


class Advice(AboutPerson):
    """What somebody was asked and answered for the plan: it stands in the plan's list and is added to it whole."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("The family, or the young person")
        EDUCATION = "education", _("The school, college or nursery")
        MEDICAL = "medical", _("Health")
        PSYCHOLOGY = "psychology", _("An educational psychologist")
        SOCIAL_CARE = "social_care", _("Social care")
        ADULTHOOD = "adulthood", _("About getting ready for adult life")
        OTHER = "other", _("Somebody else")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    who = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    words = models.TextField()
    taken_out_at = models.DateTimeField(null=True, help_text="Written down by mistake")
    taken_out_by = models.UUIDField(null=True, help_text="Capacity")


class Issue(AboutPerson):
    """A frozen document becomes the draft or the final plan, or stops being the plan that stands. Evidence.

    Whoever follows a process points at these rows and their documents.
    """

    evidence = True

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FINAL = "final", _("Final")
        AMENDED = "amended", _("Final, amended")
        CEASED = "ceased", _("Ended")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="issues")
    other = models.ForeignKey(
        Document,
        null=True,
        on_delete=models.PROTECT,
        related_name="issues_beside",
        help_text="In the other language",
    )
    layout = models.CharField(max_length=40)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    number = models.PositiveIntegerField()
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="after")
    answer_by = models.DateField(null=True, help_text="A draft: until when the family can answer")
    heard = models.TextField(blank=True, help_text="A final plan: what the family said of the draft")
    silent = models.BooleanField(default=False, help_text="The family said nothing in their days")
    why = models.TextField(blank=True, help_text="Ended: why")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "layout", "number"], name="one_issue_number"),
            models.UniqueConstraint(fields=["document", "stage"], name="one_issue_of_a_document"),
        ]


class DraftAnswer(AboutPerson):
    """What the family, the young person or somebody for them says of a draft, and which school they ask for. Evidence."""

    evidence = True

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="answers")
    whose = models.CharField(max_length=200, help_text="Who says so")
    words = models.TextField()
    school = models.CharField(max_length=200, blank=True, help_text="The school or college they ask for")
