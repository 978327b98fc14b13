"""Money with which the person arranges support."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.plan.models.outcomes import Need


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
