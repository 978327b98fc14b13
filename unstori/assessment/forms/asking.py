"""Asking, taking on, ending."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.assessment.catalogue import Kind
from unstori.assessment.forms.fields import StepForm, radios, words_field
from unstori.circle.models import Member
from unstori.ui.fields import DayField, choose


class AskForm(forms.Form):
    """Which one, in whose words; a worker writes down who asked and when, and for which carer."""

    kind = radios(_("What do you ask for?"))
    carer = forms.ChoiceField(label=_("For a carer: who is it?"), required=False)
    why = words_field(
        _("Why now, in your own words?"),
        required=False,
        help_text=_("You do not need to say again what is in the story already."),
    )
    asked_by = forms.CharField(label=_("Who asked?"), max_length=200, required=False)
    asked_on = DayField(label=_("When did they ask?"), required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[Kind], carers: Iterable[Member], for_others: bool, **more: Any
    ):
        super().__init__(*args, **more)
        self.fields["kind"].hints = {kind.id: kind.says for kind in kinds}  # type: ignore[attr-defined]
        self.carers = {str(member.pk): member for member in carers}
        named = [("", _("Nobody: it is not for a carer")), *((k, m.said) for k, m in self.carers.items())]
        choose(self, kind=[(kind.id, kind.title) for kind in kinds], carer=named)
        for name in ("carer", "asked_by", "asked_on") if not for_others else ():
            del self.fields[name]

    def clean_carer(self) -> Member | None:
        return self.carers.get(self.cleaned_data["carer"])


class BeginForm(forms.Form):
    ready_on = DayField(label=_("By which day will it be ready?"))


class FinishForm(forms.Form):
    """Nothing to say: what was decided says it."""


class EndForm(StepForm):
    """Ended undecided: why; and what happens instead, unless it is taken back by who asked."""

    why = words_field(_("Why does it end?"))
    field_order = ("why", "instead", "next_owner", "next_on")

    def __init__(self, *args: Any, takes_back: bool, **more: Any):
        super().__init__(*args, **more)
        for name in ("instead", "next_owner", "next_on") if takes_back else ():
            del self.fields[name]
