"""What to look for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.governance.presenters.deeds import GROUPS
from unstori.ui.fields import DayField, choose

DAYS = 30


class FindForm(forms.Form):
    q = forms.CharField(label=_("Words to look for"), required=False, max_length=100)


class AuditForm(forms.Form):
    name = forms.CharField(label=_("Name of a worker"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("What they did"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, group=[("", _("Everything")), *GROUPS.items()])

    def asked(self) -> dict[str, Any]:
        """With a month, where no days are given; what cannot be read is left out."""
        said = self.cleaned_data if self.is_valid() else {}
        until = said.get("until") or clock.today()
        since = said.get("since") or until - timedelta(days=DAYS)
        return {"since": since, "until": until, "name": said.get("name", ""), "group": said.get("group", "")}
