"""Forms of the pages that bring rooms together."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Find somebody among the people whom you may see."""

    q = forms.CharField(
        label=_("A name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
