"""What is known about the person, who says so, and whether it is still true."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.people.models import Capacity
from unstori.story.models.saying import SaidHow


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
