"""How true each statement of one part of life is, from whose view, and on what it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core.words import Words
from unstori.plan import rules
from unstori.plan.forms.fields import radios, words_field
from unstori.plan.forms.outcomes import THERE, check_ground_said
from unstori.plan.models import Rating
from unstori.ui.fields import choose

UNKNOWN = "unknown"
STEPS = [
    ("1", _("Not at all")),
    ("2", _("A little")),
    ("3", _("Half and half")),
    ("4", _("Mostly")),
    ("5", _("Completely")),
]


class WellBeingForm(forms.Form):
    """Everything may be left out but one answer; not to know is an answer too."""

    def __init__(self, *args: Any, part: dict[str, Any], raters: list[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        self.asked = [one["id"] for one in part["statements"]]
        for one in part["statements"]:
            choices = [*STEPS, (UNKNOWN, _("I do not know"))]
            self.fields[f"said_{one['id']}"] = radios(choices, str(Words.read(one)), required=False)
        self.fields["words"] = words_field(_("Say more if you like"), required=False)
        self.fields["rater"] = radios((), _("Whose view is this?"))
        choose(self, rater=raters)
        self.fields["rater"].initial = raters[0][0]
        self.fields["helped_by"] = forms.CharField(label=_("Who helped?"), max_length=200, required=False)
        if not all(rater in rules.OWN for rater, _label in raters):
            self.fields["basis"] = radios(Rating.Basis.choices, _("How do you know?"), required=False)
            self.fields["present"] = radios(THERE, _("Was the person there?"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is missing is asked for at its own question, and only of whose view it is."""
        check_ground_said(self)
        if self.asked and not self.answers():
            self.add_error(
                f"said_{self.asked[0]}", _("Answer at least one. If you do not know, say so: that helps too.")
            )
        return self.cleaned_data

    def answers(self) -> dict[str, int | None]:
        said = {id: self.cleaned_data.get(f"said_{id}", "") for id in self.asked}
        return {id: None if step == UNKNOWN else int(step) for id, step in said.items() if step}

    def view(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "rater": data["rater"],
            "answers": self.answers(),
            "words": data.get("words", ""),
            "helped_by": data.get("helped_by", ""),
            "basis": data.get("basis", ""),
            "person_present": {"yes": True, "no": False}.get(data.get("present", "")),
        }
