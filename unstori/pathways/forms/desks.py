"""What is said of a desk: for which service, and how many places there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.pathways.models import Places
from unstori.ui.fields import choose


class TeamForm(forms.Form):
    """Which team answers."""

    team = forms.ChoiceField(label=_("Which team answers for it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, teams: list[tuple[str, Any]], **more: Any):
        super().__init__(*args, **more)
        choose(self, team=teams)


class DecideForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Shall this team answer for it?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )  # fmt: skip


class CloseForm(forms.Form):
    """Nothing is asked; pressing says it."""


class PlacesForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of places?"), choices=Places.Kind.choices, widget=forms.RadioSelect
    )
    free = forms.IntegerField(label=_("How many are free now?"), min_value=0, max_value=100_000)
    whole = forms.IntegerField(label=_("Of how many?"), min_value=0, max_value=100_000, required=False)
    words = forms.CharField(
        label=_("For whom, or from when?"), max_length=300, required=False, help_text=_("For example: from September.")
    )  # fmt: skip
