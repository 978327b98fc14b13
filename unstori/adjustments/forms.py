"""What is asked about the flag."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.adjustments import queries
from unstori.core.words import Words
from unstori.ui.fields import choose


def choices(kind: str) -> list[tuple[str, str]]:
    return [(str(one["id"]), str(Words.read(one["label"]))) for one in queries.radf()[kind]]


class AnswerForm(forms.Form):
    """Yes or no. Who does not decide says who did."""

    agrees = forms.TypedChoiceField(
        label=_("May it be shared?"),
        choices=[("yes", _("Yes, it may")), ("no", _("No, it may not"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(label=_("Who decided this?"), max_length=200, required=False)
    authority = forms.ChoiceField(label=_("With what right?"), required=False, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Anything to add"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, decides: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if decides:
            del self.fields["said_by"], self.fields["authority"]
        else:
            choose(self, authority=choices("authorities"))


class ChangeForm(forms.Form):
    """A change that is known already, or a new one; and what kind it is."""

    fact = forms.ChoiceField(label=_("What is the change?"), required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("For example: “Talk to me first, and wait for my answer.”"),
        required=False,
        widget=forms.Textarea,
    )
    category = forms.ChoiceField(label=_("What kind of change is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, told: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        those = queries.radf()["categories"]
        said = [(str(one["id"]), f"{Words.read(one['label'])}. {Words.read(one['hint'])}") for one in those]
        choose(self, category=said)
        if told:
            known = [(str(row.pk), row.words) for row in told]
            choose(self, fact=[*known, ("", _("Something else, that I write here"))])
        else:
            del self.fields["fact"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("fact") and not (said.get("words") or "").strip():
            self.add_error("words", _("Say what the change is."))
        return said


class HarderForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("What makes everyday things harder?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(label=_("If something else: what?"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, codes=choices("impairments"))
