"""What is asked to agree what happens if a carer cannot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Language
from unstori.ui.fields import choose

SHORT = forms.Textarea(attrs={"rows": 3, "data-draft": ""})


class AgreeForm(forms.Form):
    whose = forms.CharField(
        label=_("Who might not be able to?"),
        max_length=200,
        help_text=_("For example: Mam, or Mair Rowlands."),
    )
    team = forms.ChoiceField(
        label=_("Which team should know of it?"), required=False,
        help_text=_("Who is on duty there, and who manages it, can open this one page, and nothing else."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("In which language are the headings?"), choices=Language.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, teams: list[tuple[str, Any]], **more: Any):
        super().__init__(*args, **more)
        choose(self, team=[("", _("No team: only those around me")), *teams])


class WordsForm(forms.Form):
    words = forms.CharField(label=_("Do you want to say something with it?"), required=False, widget=SHORT)
