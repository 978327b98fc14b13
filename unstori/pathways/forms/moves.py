"""What is asked when somebody moves: short, and only what is not known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Jurisdiction
from unstori.ui.fields import DayField, choose

ELSEWHERE = "elsewhere"
SHORT = forms.Textarea(attrs={"rows": 3, "data-draft": ""})
Choices = list[tuple[str, Any]]


class BeginForm(forms.Form):
    """Where to, when (if it is known), and what there is to take along."""

    to = forms.ChoiceField(label=_("Which council will it be?"))
    to_name = forms.CharField(
        label=_("Its name, if it is not in the list"), required=False, max_length=200
    )  # fmt: skip
    to_nation = forms.ChoiceField(
        label=_("Is it in Wales or in England?"), required=False, widget=forms.RadioSelect,
        choices=Jurisdiction.choices, help_text=_("Only for a council that is not in the list."),
    )  # fmt: skip
    moves_on = DayField(
        label=_("On which day?"), required=False, help_text=_("If you know it. You can say it later.")
    )
    things = forms.MultipleChoiceField(
        label=_("What is there now?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that there is. The page then says what becomes of each."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Do you want to say something with it?"), required=False, widget=SHORT
    )  # fmt: skip
    narrowed = forms.BooleanField(
        label=_("Keep it between us"), required=False,
        help_text=_("Then only you and the person whose story it is see that you think of moving."),
    )  # fmt: skip

    def __init__(self, *args: Any, authorities: Choices, things: Choices, **more: Any):
        super().__init__(*args, **more)
        listed = [*authorities, (ELSEWHERE, _("A council that is not in this list"))]
        choose(self, to=[("", _("Choose one")), *listed], things=things)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to") == ELSEWHERE:
            if not said.get("to_name", "").strip():
                self.add_error("to_name", _("Write the name of the council."))
            if not said.get("to_nation"):
                self.add_error("to_nation", _("Say whether it is in Wales or in England."))
        return said


class DayForm(forms.Form):
    moves_on = DayField(label=_("On which day do you move?"))


class ThereForm(forms.Form):
    """Somebody who is around the person already, or a name and how they are reached."""

    worker = forms.ChoiceField(label=_("Somebody of the new council who is here already"), required=False)
    name = forms.CharField(label=_("Their name"), required=False, max_length=200)
    how = forms.CharField(
        label=_("How they are reached"), required=False, max_length=200,
        help_text=_("Their number or e-mail at work."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, **more: Any):
        super().__init__(*args, **more)
        if people:
            choose(self, worker=[("", _("Somebody else")), *people])
        else:
            del self.fields["worker"]
            self.fields["name"].required = True


class HereForm(forms.Form):
    worker = forms.ChoiceField(label=_("Who sees it through on this side?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, worker=people)


class AskForm(forms.Form):
    on = DayField(label=_("On which day did you ask?"))
    words = forms.CharField(
        label=_("What did you ask, and whom?"), required=False, widget=SHORT
    )  # fmt: skip


class SayForm(forms.Form):
    answer = forms.ChoiceField(label=_("What does the new council say?"), widget=forms.RadioSelect)
    on = DayField(label=_("On which day did it say so?"))
    words = forms.CharField(
        label=_("In its own words, and its reasons"), required=False, widget=SHORT,
        help_text=_("Needed when the answer is no."),
    )  # fmt: skip

    def __init__(self, *args: Any, answers: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, answer=answers)


class ArriveForm(forms.Form):
    on = DayField(label=_("On which day did you move?"))
    address = forms.CharField(
        label=_("New address, if you want it known here"), required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}), max_length=500,
    )  # fmt: skip
    postcode = forms.CharField(label=_("New postcode"), required=False, max_length=8)

    def __init__(self, *args: Any, keeps_address: bool, **more: Any):
        super().__init__(*args, **more)
        for name in ("address", "postcode") if keeps_address else ():
            del self.fields[name]


class OffForm(forms.Form):
    words = forms.CharField(
        label=_("Do you want to say why?"), required=False, widget=SHORT
    )  # fmt: skip
