"""What a steward says of two records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SayForm(forms.Form):
    """`seen` is what the two said when the page was opened."""

    said = forms.ChoiceField(
        label=_("Are these the same person?"),
        choices=[
            ("same", _("Yes, the same person")),
            ("different", _("No, two people")),
            ("unsure", _("I am not sure yet")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("How do you know?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Whom you asked and what they said; or, if you are not sure, whom you will ask."),
    )  # fmt: skip
    tell = forms.ChoiceField(
        label=_("If they are the same: may both stories say that there is a second record?"),
        help_text=_("It says neither where nor whose. Whoever decides can then share across both."),
        choices=[("yes", _("Yes")), ("no", _("No, it could put somebody in danger"))],
        widget=forms.RadioSelect,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("said") == "same" and not said.get("tell"):
            self.add_error("tell", _("Say whether both stories may say it."))
        return said


class UndoForm(forms.Form):
    why = forms.CharField(
        label=_("Why are they not one person after all?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class NameForm(forms.Form):
    one = forms.CharField(
        label=_("Reference of one record"),
        max_length=36,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    other = forms.CharField(
        label=_("Reference of the other"),
        max_length=36,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
