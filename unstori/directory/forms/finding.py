"""What somebody looks for in the directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.directory.presenters import choices
from unstori.directory.presenters.choices import DAYS, TIMES
from unstori.directory.rules.drawing import MILE


def _short(label: Any, width: int, **more: Any) -> dict[str, Any]:
    attrs = {"autocomplete": "off", "class": f"nhsuk-input--width-{width}", **more}
    return {"label": label, "required": False, "widget": forms.TextInput(attrs=attrs)}


def _from(label: Any, options: Any, nothing: Any) -> dict[str, Any]:
    return {"label": label, "choices": [("", nothing), *options], "required": False}


class LookForm(forms.Form):
    """One box, and ways of narrowing. Nothing of it is kept."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("In your own words. For example: my son is 9 and likes swimming"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )
    near = forms.CharField(max_length=60, help_text=_("A postcode or a town"), **_short(_("Near where?"), 10))
    age = forms.IntegerField(
        min_value=0,
        max_value=120,
        error_messages={"invalid": _("Write the age as a number, such as 9.")},
        **_short(_("How old is the person it is for?"), 5, inputmode="numeric"),
    )
    within = forms.TypedChoiceField(
        label=_("How far away?"), choices=choices.miles, coerce=int, empty_value=None, required=False
    )
    day = forms.TypedChoiceField(
        coerce=int, empty_value=None, **_from(_("On which day?"), enumerate(DAYS), _("Any day"))
    )
    time = forms.ChoiceField(
        **_from(_("At what time?"), [(key, said[0]) for key, said in TIMES.items()], _("Any time"))
    )
    need = forms.ChoiceField(label=_("What is it good with?"), choices=choices.needs, required=False)
    access = forms.MultipleChoiceField(
        label=_("What must be there?"),
        choices=choices.access,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    free = forms.BooleanField(label=_("Costs nothing"), required=False)
    welsh = forms.BooleanField(label=_("In Welsh"), required=False)
    open = forms.BooleanField(label=_("I can go without being referred"), required=False)

    def chosen(self) -> dict[str, Any]:
        """The filters as the engine names them. What is not chosen is empty."""
        said = self.cleaned_data
        _words, opens, closes = TIMES.get(said["time"], ("", None, None))
        return {
            "place": said["near"], "age": said["age"], "day": said["day"], "opens": opens, "closes": closes,
            "within": said["within"] * MILE if said["within"] else None, "language": "cy" if said["welsh"] else "",
            "need": (said["need"],) if said["need"] else (),
            "access": tuple(said["access"]), "free": said["free"], "no_referral": said["open"],
        }  # fmt: skip
