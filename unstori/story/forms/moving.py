"""Living in the area of another authority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import DayField, choose


class MovedForm(forms.Form):
    """Where, and since when; the address too, when it is to be known."""

    authority = forms.ChoiceField(label=_("Which council is it now?"))
    since = DayField(label=_("Since which day?"))
    address = forms.CharField(
        label=_("New address, if you want it known here"), required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}), max_length=500,
    )  # fmt: skip
    postcode = forms.CharField(label=_("New postcode"), required=False, max_length=8)

    def __init__(self, *args: Any, authorities: list[tuple[str, str]], keeps_address: bool, **more: Any):
        super().__init__(*args, **more)
        choose(self, authority=[("", _("Choose one")), *authorities])
        for name in ("address", "postcode") if keeps_address else ():
            del self.fields[name]
