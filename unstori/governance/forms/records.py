"""Records that are kept from being erased, or erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.rules import is_nhs_number
from unstori.ui.fields import DayField


class RecordForm(forms.Form):
    """Whose record, by exact identifiers, and why one looks."""

    reason = forms.CharField(
        label=_("Why do you look for this record?"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A court, a complaint, or somebody who asks to be forgotten. That you looked is written down."),
    )  # fmt: skip
    born_on = DayField(label=_("Date of birth"))
    nhs_number = forms.CharField(
        label=_("NHS number"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    full_name = forms.CharField(label=_("Or their full name"), required=False)
    postcode = forms.CharField(label=_("and their postcode"), required=False)

    def clean_nhs_number(self) -> str:
        return str(self.cleaned_data["nhs_number"]).replace(" ", "").replace("-", "")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("nhs_number"):
            if not is_nhs_number(said["nhs_number"]):
                self.add_error("nhs_number", _("This is not an NHS number. It has ten numbers."))
        elif not (said.get("full_name") and said.get("postcode")):
            self.add_error("nhs_number", _("Give the NHS number, or the full name and the postcode."))
        return said

    def identifiers(self) -> dict[str, Any]:
        """The number alone where there is one."""
        said = self.cleaned_data
        if said["nhs_number"]:
            return {"born_on": said["born_on"], "nhs_number": said["nhs_number"]}
        return {name: said[name] for name in ("born_on", "full_name", "postcode")}


class HoldForm(forms.Form):
    reason = forms.CharField(
        label=_("Who needs the record as it is, and for what?"), widget=forms.Textarea(attrs={"rows": 4})
    )


class LiftForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it no longer needed?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    hold = forms.UUIDField(widget=forms.HiddenInput)


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it erased?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Without a name: this sentence stays when everything else has gone."),
    )  # fmt: skip
    typed = forms.CharField(
        label=_("Type the reference to confirm"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class DecideForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it right to erase it?"),
        choices=[("agree", _("Yes, erase it for good")), ("refuse", _("No, keep it"))],
        widget=forms.RadioSelect,
    )
    typed = forms.CharField(
        label=_("If yes, type the reference to confirm"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    why = forms.CharField(label=_("If no, why?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you take it back?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
