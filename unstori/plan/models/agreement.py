"""What changed, what was put to the parties, and what each said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity
from unstori.people.who import who


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
