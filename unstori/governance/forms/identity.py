"""What a steward says of two records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import choose


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
        choices=[("yes", _("Yes, they may")), ("no", _("No, it could put somebody in danger"))],
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


class WhoseForm(forms.Form):
    """Whose a record is: one of those it may be, somebody else by reference, or somebody new."""

    whose = forms.ChoiceField(label=_("Whose record is it?"), widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("If it is somebody else who is here, their reference"), max_length=36, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    why = forms.CharField(
        label=_("How do you know?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Whom you asked and what they said."),
    )  # fmt: skip

    def __init__(self, *args: Any, likely: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        more = [("other", _("Somebody else who is here")), ("new", _("Somebody new, who is not here yet"))]
        choose(self, whose=[*likely, *more])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("whose") == "other" and not said.get("reference"):
            self.add_error("reference", _("Give their reference."))
        return said

    def answer(self) -> str:
        """A reference, an id or `new`."""
        whose = str(self.cleaned_data["whose"])
        return str(self.cleaned_data["reference"]) if whose == "other" else whose
