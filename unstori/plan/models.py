"""One living plan: outcomes in the person's words, supports, ratings, agreement, review, documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity, Language, Organisation
from unstori.people.who import who
from unstori.story.models import Statement


class Outcome(AboutPerson):
    """What the person wants, in their words ("I want to..."). `version` guards against lost words."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        AGREED = "agreed", _("Agreed")
        REACHED = "reached", _("Reached")
        STOPPED = "stopped", _("No longer wanted")

    words = models.TextField()
    why_it_matters = models.TextField(blank=True)
    domains = models.JSONField(default=list, help_text="Ids in definitions/domains.toml")
    baseline = models.TextField(blank=True, help_text="How it is now")
    followed_how = models.TextField(blank=True, help_text="Who looks how it is going, how and how often")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    statements = models.ManyToManyField(Statement, related_name="outcomes")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["person", "position"])]


class Step(AboutPerson):
    """A small step on the way: who, by when."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    by_when = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True, help_text="Capacity")


class Support(AboutPerson):
    """What helps, who gives it, how often. Strengths and community come first."""

    class Comes(models.TextChoices):
        STRENGTH = "strength", _("What I can do")
        FAMILY = "family", _("Family and friends")
        COMMUNITY = "community", _("My community")
        SERVICE = "service", _("A service")

    class Tier(models.TextChoices):
        UNIVERSAL = "universal", _("Universal")
        UNIVERSAL_PLUS = "universal_plus", _("Universal plus")
        EARLY = "early_intervention", _("Early intervention")
        INTENSIVE = "short_term_intensive", _("Short-term intensive")
        SPECIALIST = "long_term_specialist", _("Long-term specialist")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        WAITING = "waiting", _("Waiting")
        STARTED = "started", _("Started")
        STOPPED = "stopped", _("Stopped")

    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="supports")
    comes_from = models.CharField(max_length=10, choices=Comes.choices)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="An organisation that is not in the list")
    tier = models.CharField(max_length=22, choices=Tier.choices, default=Tier.UNIVERSAL)
    how_often = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PROPOSED)
    version = models.PositiveIntegerField(default=1)

    @property
    def where(self) -> str:
        """The organisation, from the directory or in words."""
        return str(self.organisation.name) if self.organisation else self.place


class Need(AboutPerson):
    """Something needed. Listed until it has an outcome or a recorded reason why not."""

    words = models.TextField()
    eligible = models.BooleanField(default=False)
    statement = models.ForeignKey(Statement, null=True, on_delete=models.PROTECT, related_name="needs")
    outcome = models.ForeignKey(Outcome, null=True, on_delete=models.PROTECT, related_name="needs")
    no_outcome_why = models.TextField(blank=True)


class DirectPayment(AboutPerson):
    """Money with which support is arranged by oneself: for which needs, how much, how often.

    Source: WSI 2015/1335 reg. 3.
    """

    class Every(models.TextChoices):
        ONCE = "once", _("once")
        WEEK = "week", _("every week")
        FOUR_WEEKS = "four_weeks", _("every four weeks")
        MONTH = "month", _("every month")
        YEAR = "year", _("every year")

    needs = models.ManyToManyField(Need, related_name="direct_payments")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    every = models.CharField(max_length=10, choices=Every.choices)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class Enquiry(AboutPerson):
    """Somebody looked into whether the person is safe; a plan carries the conclusion.

    Sources: Social Services and Well-being (Wales) Act 2014 s. 126; Children Act 1989 s. 47.
    """

    class Kind(models.TextChoices):
        ADULT = "adult_at_risk", _("An adult at risk")
        CHILD = "child_protection", _("Child protection")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    began_on = models.DateField()
    concluded_on = models.DateField(null=True)
    conclusion = models.TextField(blank=True)


class Rating(AboutPerson):
    """How well it is going and how happy the rater is with that, 1-10. Never averaged. Evidence."""

    evidence = True

    class Rater(models.TextChoices):
        SELF = "self", _("Me")
        SELF_HELPED = "self_helped", _("Me, with help")
        FAMILY = "family", _("Family")
        PROFESSIONAL = "professional", _("A professional")
        ADVOCATE = "advocate", _("Advocate")

    class Basis(models.TextChoices):
        ASKED = "asked", _("They were asked")
        OBSERVED = "observed", _("Seen")
        ASSUMED = "assumed", _("Assumed")

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="ratings")
    rater = models.CharField(max_length=14, choices=Rater.choices)
    rater_name = models.CharField(max_length=200)
    rater_relation = models.CharField(max_length=120, blank=True, help_text="As a capacity's role")
    with_help_of = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    person_present = models.BooleanField(null=True)
    going = models.PositiveSmallIntegerField()
    happy = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    rated_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["outcome", "rated_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(going__range=(1, 10)), name="going_is_1_to_10"),
            models.CheckConstraint(
                condition=Q(happy__isnull=True) | Q(happy__range=(1, 10)), name="happy_is_1_to_10"
            ),
        ]


class Change(AboutPerson):
    """What changed in the plan: which row, which field, before, after. Evidence."""

    evidence = True

    row_id = models.UUIDField()
    row_kind = models.CharField(max_length=20)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"])]


class PlanVersion(AboutPerson):
    """The plan as it stood when it was put to the parties or agreed. Evidence."""

    evidence = True

    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    sections_used = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_plan_version_number")]


class Agreement(AboutPerson):
    """A party agrees, agrees in part or disagrees, with reasons; what they saw is digested. Evidence."""

    evidence = True

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("Agrees")
        IN_PART = "in_part", _("Agrees in part")
        DISAGREES = "disagrees", _("Disagrees")

    class Basis(models.TextChoices):
        SAID = "said", _("They said so")
        WROTE = "wrote", _("They wrote it down")
        SHOWN = "shown", _("They showed it, with signs, symbols or in what they do")

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="agreements")
    party = models.CharField(max_length=200, blank=True, help_text="Somebody without an account")
    party_row = models.UUIDField(null=True, help_text="Their place in the circle, or the person")
    basis = models.CharField(
        max_length=5, choices=Basis.choices, blank=True, help_text="How the author knows"
    )
    party_capacity = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reasons = models.TextField(blank=True)
    seen_digest = models.CharField(max_length=64)
    sections_withheld = models.JSONField(default=list)

    @property
    def whose(self) -> str:
        """Who says so, in the language of the page."""
        return self.party if self.party_capacity is None else str(who(self.party_capacity))


class Review(AboutPerson):
    """A review that is due, and then held."""

    due_on = models.DateField()
    owner = models.ForeignKey(Capacity, null=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True, help_text="Capacity")
    conclusion = models.CharField(max_length=12, blank=True, help_text="confirmed, revised, closed")
    closing_why = models.TextField(blank=True, help_text="Closed: why")
    met_otherwise = models.TextField(blank=True, help_text="Closed: how needs that remain are met")

    class Meta:
        indexes = [
            models.Index(fields=["person", "due_on"]),
            models.Index(fields=["owner", "due_on"], condition=Q(held_at__isnull=True), name="review_owed"),
        ]


class ReviewView(AboutPerson):
    """What is working, what is not, what to change: from whose view. Evidence."""

    evidence = True

    class Question(models.TextChoices):
        WORKING = "working", _("What is working")
        NOT_WORKING = "not_working", _("What is not working")
        CHANGE = "change", _("What to change")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="views")
    question = models.CharField(max_length=12, choices=Question.choices)
    whose = models.CharField(max_length=200)
    words = models.TextField()


class Document(AboutPerson):
    """A layout applied at a moment and frozen: the one-page profile, the care and support plan. Evidence."""

    evidence = True

    layout = models.CharField(max_length=40)
    layout_version = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=Language.choices)
    title = models.CharField(max_length=200)
    content = models.JSONField(help_text="Blocks in order, each with its words and where they come from")
    digest = models.CharField(max_length=64)
    sections_used = models.JSONField()
    plan_version = models.ForeignKey(
        PlanVersion, null=True, on_delete=models.PROTECT, related_name="documents"
    )
