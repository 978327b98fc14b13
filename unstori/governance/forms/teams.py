"""Teams."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Capacity, Team
from unstori.ui.fields import choose


class TeamForm(forms.Form):
    name_cy = forms.CharField(label=_("Its name in Welsh"), max_length=200)
    name_en = forms.CharField(label=_("Its name in English"), max_length=200)
    on_duty = forms.ChoiceField(
        label=_("Who is on duty"), required=False,
        help_text=_("What somebody of the team owes when they leave goes to who is on duty, that minute."),
    )  # fmt: skip

    def __init__(self, *args: Any, workers: Iterable[Capacity] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_id = {str(each.pk): each for each in workers}
        if not self.by_id:
            del self.fields["on_duty"]
            return
        choices = [("", _("Nobody")), *((pk, each.user.name) for pk, each in self.by_id.items())]
        choose(self, on_duty=choices)

    def names(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name_en", "name_cy")}

    def worker(self) -> Capacity | None:
        return self.by_id.get(self.cleaned_data.get("on_duty", ""))


class CloseForm(forms.Form):
    team = forms.ChoiceField(label=_("Where does everybody in it go?"))

    def __init__(self, *args: Any, others: Iterable[Team], is_empty: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_id = {str(each.pk): each for each in others}
        choices = [("", _("Choose a team")), *((pk, str(each.name)) for pk, each in self.by_id.items())]
        choose(self, team=choices)
        if is_empty:
            del self.fields["team"]

    def to(self) -> Team | None:
        return self.by_id.get(self.cleaned_data.get("team", ""))
