"""A short question, and a short answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.access.models import Section
from unstori.access.rules import PRIVATE
from unstori.pathways.models import Consultation
from unstori.ui.fields import choose

SHORT = forms.Textarea(attrs={"rows": 5, "data-draft": ""})


class AskAdviceForm(forms.Form):
    service = forms.ChoiceField(label=_("Whom do you want to ask?"))
    words = forms.CharField(
        label=_("Your question"), widget=SHORT, max_length=3000,
        help_text=_("For example: a boy of nine who does not speak wakes every night at two. What would you try first?"),
    )  # fmt: skip
    named = forms.BooleanField(
        label=_("They may know whom it is about"), required=False,
        help_text=_("Without this tick they see the question and no name of the family; of a worker they see who asks."),
    )  # fmt: skip
    section = forms.ChoiceField(
        label=_("Where it belongs"), help_text=_("People who see this part of the story see the question and the advice.")
    )  # fmt: skip

    def __init__(self, *args: Any, services: list[tuple[str, Any]], opened: Opened, **more: Any):
        super().__init__(*args, **more)
        labels = dict(Section.choices)
        choose(
            self,
            service=services,
            section=[(one, labels[one]) for one in opened.may_add_to if one != PRIVATE],
        )


class AdviceForm(forms.Form):
    words = forms.CharField(
        label=_("Your advice"),
        widget=SHORT,
        max_length=5000,
        help_text=_("In plain words: the family reads it, too."),
    )
    comes_to = forms.ChoiceField(
        label=_("What does it come to?"), widget=forms.RadioSelect, choices=Consultation.ComesTo.choices
    )  # fmt: skip
