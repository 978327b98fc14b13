"""What is asked of who gives a way back, of who uses it, and of the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import DayField, choose

SHORT = forms.Textarea(attrs={"rows": 3, "data-draft": ""})
TYPED = forms.TextInput(attrs={"data-draft": ""})


class GiveForm(forms.Form):
    support = forms.ChoiceField(
        label=_("To what help does it lead back?"), widget=forms.RadioSelect, required=False
    )
    what = forms.CharField(
        label=_("What help?"), required=False, max_length=300, widget=TYPED,
        help_text=_("If it is not in the list, or to say it better."),
    )  # fmt: skip
    team = forms.ChoiceField(label=_("Which team?"), required=False)
    place = forms.CharField(
        label=_("Or who it is, where the team is not in the list"),
        required=False,
        max_length=200,
        widget=TYPED,
    )
    until = DayField(label=_("Until which day can they come back without asking anew?"))
    how = forms.CharField(
        label=_("How do they come back?"), widget=SHORT,
        help_text=_("For example: press the button here, or ring 01286 000000 on weekdays. The family reads it."),
    )  # fmt: skip

    def __init__(self, *args: Any, supports: Any, teams: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, support=supports, team=teams)
        if len(supports) < 2:
            del self.fields["support"]
            self.fields["what"].required = True
            self.fields["what"].help_text = ""


class UseForm(forms.Form):
    words = forms.CharField(label=_("Do you want to say what has changed?"), required=False, widget=SHORT)


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("What happens next, and when?"), widget=SHORT, help_text=_("The family reads it.")
    )


class EndForm(forms.Form):
    why = forms.CharField(
        label=_("Why does it end before its day?"), widget=SHORT, help_text=_("The family reads it.")
    )
