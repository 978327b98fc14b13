"""Fields that several forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Capacity
from unstori.people.who import who
from unstori.ui.fields import DayField, choose


def words_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "data-draft": ""}), **more)


def radios(label: Any, choices: Any = (), **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def boxes(label: Any, choices: Any = (), **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class StepForm(forms.Form):
    """What happens instead, who sees to it, by when. A rule says when it must be there."""

    instead = words_field(
        _("What happens instead?"), required=False, help_text=_("The next step, in plain words.")
    )
    next_owner = forms.ChoiceField(label=_("Who sees to it?"), required=False)
    next_on = DayField(label=_("By when?"), required=False)

    def __init__(self, *args: Any, owners: Iterable[Capacity], **more: Any):
        super().__init__(*args, **more)
        self.owners = {str(owner.pk): owner for owner in owners}
        named = [(key, str(who(owner))) for key, owner in self.owners.items()]
        choose(self, next_owner=[("", _("Choose a name")), *named])

    def clean_next_owner(self) -> Capacity | None:
        return self.owners.get(self.cleaned_data["next_owner"])
