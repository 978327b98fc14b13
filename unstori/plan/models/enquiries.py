"""Enquiries into whether the person is safe."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson


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
