"""How somebody is reached without danger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.circle.models import SafeContact


class SafeContactForm(forms.Form):
    """How somebody is reached without danger, in four questions."""

    way = forms.ChoiceField(
        label=_("How can we reach you safely?"), choices=SafeContact.Way.choices, widget=forms.RadioSelect
    )
    to = forms.CharField(
        label=_("Which address or number is safe?"),
        help_text=_("It need not be your own: a friend’s, or your school’s."),
        max_length=300,
        required=False,
    )
    times = forms.CharField(
        label=_("When is it safe?"),
        help_text=_("For example on weekdays from 10 to 2."),
        max_length=200,
        required=False,
    )
    hidden_from = forms.CharField(label=_("Who must not see or hear of it?"), max_length=300, required=False)
