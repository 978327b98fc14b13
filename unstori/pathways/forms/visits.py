"""Arranging one visit: who comes and when it could be; which times suit; which one it is."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.pathways.models import Request
from unstori.pathways.rules.visits import MOST_TIMES
from unstori.ui.fields import DayField, choose

NONE = "none"
Choices = list[tuple[str, Any]]


class ProposeForm(forms.Form):
    """Who comes, where, and up to four times."""

    requests = forms.MultipleChoiceField(label=_("Who comes?"), widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(
        label=_("Where?"), max_length=300, help_text=_("Where the family likes to be, if that can be.")
    )
    words = forms.CharField(
        label=_("What it is for"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, requests: Iterable[Request], **more: Any):
        super().__init__(*args, **more)
        several = [(str(row.pk), row.service_name) for row in requests]
        choose(self, requests=several)
        self.fields["requests"].initial = [id for id, _name in several]
        for number in range(1, MOST_TIMES + 1):
            named = {"number": number}
            self.fields[f"day-{number}"] = DayField(label=_("Day %(number)s") % named, required=number == 1)
            self.fields[f"time-{number}"] = forms.TimeField(
                label=_("Time %(number)s") % named, required=number == 1,
                input_formats=["%H:%M", "%H.%M", "%H"], help_text=_("For example 14:30."),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A day has its time, and a time its day."""
        said = super().clean() or {}
        for number in range(2, MOST_TIMES + 1):
            day, time = f"day-{number}", f"time-{number}"
            for one, other in ((day, time), (time, day)):
                if said.get(one) and not said.get(other) and other not in self.errors:
                    self.add_error(other, gettext("A day needs its time, and a time its day."))
        return said

    def times(self) -> list[dt.datetime]:
        said = self.cleaned_data
        pairs = [
            (said.get(f"day-{number}"), said.get(f"time-{number}")) for number in range(1, MOST_TIMES + 1)
        ]
        return [dt.datetime.combine(day, time, clock.LONDON) for day, time in pairs if day and time]


class SuitsForm(forms.Form):
    """Which of the times suit a service; none ticked: none does."""

    suits = forms.MultipleChoiceField(
        label=_("Which of these times suit you?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that do. If none does, say so by ticking none: then others are looked for."),
    )  # fmt: skip

    def __init__(self, *args: Any, times: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, suits=times)


class ChooseForm(forms.Form):
    """One of the times that suit all, or none of them."""

    time = forms.ChoiceField(label=_("Which time suits you?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything they should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, times: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, time=[*times, (NONE, _("None of these suits us"))])


class CameForm(forms.Form):
    """It took place: who came."""

    came = forms.MultipleChoiceField(label=_("Who came?"), widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=_("How it was, in a few words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, requests: Iterable[Request], **more: Any):
        super().__init__(*args, **more)
        several = [(str(row.pk), row.service_name) for row in requests]
        choose(self, came=several)
        self.fields["came"].initial = [id for id, _name in several]


class OffForm(forms.Form):
    words = forms.CharField(
        label=_("Why does it not take place?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who was to come reads it."),
    )  # fmt: skip
