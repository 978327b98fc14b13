"""How a team's requests are wanted."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.pathways.models import Request
from unstori.pathways.queries.tallies import ASKED, HELD, Wanted
from unstori.pathways.rules import requests as rules
from unstori.teams.presenters.requests import bands


class RequestsForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Which"), choices=[(ASKED, _("Asked of us")), (HELD, _("Held by us"))], required=False
    )
    state = forms.ChoiceField(label=_("Where it is"), required=False)
    band = forms.ChoiceField(label=_("First asked"), required=False)
    who = forms.ChoiceField(label=_("Whose"), required=False)
    only = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("All of them")), ("late", _("What is late")), ("quiet", _("Where it is silent"))],
    )  # fmt: skip

    def __init__(self, data: Any, *, people: list[tuple[str, str]]):
        super().__init__(data)
        said = dict(Request.State.choices)
        self._choose("state", [("", _("Anywhere")), *((one, said[one]) for one in rules.OPEN)])
        self._choose(
            "band", [("", _("At any time")), *((str(at), words) for at, words in enumerate(bands()))]
        )
        self._choose("who", [("", _("Everybody’s")), *people])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def asked(self) -> Wanted:
        """What was wanted; anything else is as if nothing was."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return Wanted(
            side=said["side"] or ASKED, state=said["state"], band=int(said["band"]) if said["band"] else None,
            who=UUID(said["who"]) if said["who"] else None, only=said["only"],
        )  # fmt: skip
