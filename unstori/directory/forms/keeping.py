"""Who keeps an entry, and why a draft goes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.directory.forms.fields import box
from unstori.ui.fields import choose


class ClaimForm(forms.Form):
    """ "We run this." """

    why = forms.CharField(
        label=_("How do you know this service?"), max_length=1000, widget=box("why", 4),
        help_text=_("For example: I am its manager, and my name is on its web page. Only a steward reads this."))  # fmt: skip
    for_organisation = forms.BooleanField(
        label=_("It is run by the organisation that I administer"), required=False)  # fmt: skip

    def __init__(self, *args: Any, administers: bool, **more: Any):
        super().__init__(*args, **more)
        if not administers:
            del self.fields["for_organisation"]


class WordForm(forms.Form):
    """Why a draft goes back, or is not for the directory."""

    word = forms.CharField(label=_("What is missing?"), max_length=1000, widget=box("word", 3))


class EditorForm(forms.Form):
    """Who of the organisation writes its entries."""

    provider = forms.ChoiceField(label=_("Whose entries?"))
    capacity = forms.ChoiceField(label=_("Who writes them?"))

    def __init__(
        self, *args: Any, providers: list[tuple[str, str]], people: list[tuple[str, str]], **more: Any
    ):
        super().__init__(*args, **more)
        choose(self, provider=providers, capacity=people)
