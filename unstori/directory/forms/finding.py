"""What somebody looks for in the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.directory.presenters import DAYS


class LookForm(forms.Form):
    """One box, and two ways of narrowing. Nothing of it is kept."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("For example: swimming, short break, autism"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    age = forms.IntegerField(
        label=_("How old is the person it is for?"),
        min_value=0,
        max_value=120,
        required=False,
        error_messages={"invalid": _("Write the age as a number, such as 9.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "nhsuk-input--width-5"}
        ),
    )
    day = forms.TypedChoiceField(
        label=_("On which day?"),
        choices=[("", _("Any day")), *enumerate(DAYS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
