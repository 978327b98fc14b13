"""Being away. Why is not asked: it is nobody's business here."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.people.models import Capacity
from unstori.ui.fields import DayField, choose


class AwayForm(forms.Form):
    starts_on = DayField(label=_("The first day away"))
    until = DayField(
        label=_("The last day away"), required=False,
        help_text=_("Leave it empty if nobody knows yet. Then press “Back” on the first day at work."),
    )  # fmt: skip
    stand_in = forms.ChoiceField(
        label=_("Who stands in?"), required=False,
        help_text=_("Families see the name. Where they have not let that colleague in, they are asked."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: Iterable[Capacity], team_id: UUID | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        those = sorted(colleagues, key=lambda each: each.team_id != team_id)
        self.by_id = {str(each.pk): each for each in those}
        choices = [(pk, named(each)) for pk, each in self.by_id.items()]
        choose(self, stand_in=[("", _("Nobody")), *choices])
        self.fields["starts_on"].initial = clock.today()

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        return {
            "starts_on": given["starts_on"], "until": given["until"],
            "stand_in": self.by_id.get(given["stand_in"]),
        }  # fmt: skip


def named(capacity: Capacity) -> str:
    """A colleague with their team, as names are not always told apart."""
    return f"{capacity.user.name}, {capacity.team.name}" if capacity.team else capacity.user.name
