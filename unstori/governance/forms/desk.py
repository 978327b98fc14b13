"""Keeping something from somebody for longer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import DayField


class RenewForm(forms.Form):
    reason = forms.CharField(
        label=_("Why must it still be kept from them?"),
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""}),
    )
    review_on = DayField(label=_("When will you look at it again?"))
    ends_on = DayField(label=_("When does it end?"), help_text=_("At most a year from now."))
