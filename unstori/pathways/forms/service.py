"""What a service says at each step of a request, and how it wants its queue shown."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.pathways.models import Offer, Request
from unstori.pathways.queries.queue import NOBODY, OVER, Wanted
from unstori.pathways.rules import requests as rules
from unstori.ui.fields import DayField, choose

Choices = list[tuple[str, Any]]


class QueueForm(forms.Form):
    """Anything that cannot be chosen is as if nothing was."""

    state = forms.ChoiceField(label=_("Where it is"), required=False)
    need = forms.ChoiceField(label=_("How soon"), required=False)
    who = forms.ChoiceField(label=_("Who works with it"), required=False)
    only = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("All of them")), ("late", _("What is late")), ("quiet", _("Where it is silent"))],
    )  # fmt: skip

    def __init__(self, data: Any, *, people: Choices, needs: Choices):
        super().__init__(data)
        said = dict(Request.State.choices)
        states = [
            ("", _("All that is open")),
            *((one, said[one]) for one in rules.OPEN),
            (OVER, _("What is over")),
        ]
        choose(
            self, state=states, need=[("", _("Any")), *needs, (NOBODY, _("Not said yet"))],
            who=[("", _("Anybody")), *people, (NOBODY, _("Nobody yet"))],
        )  # fmt: skip

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name) or "" for name in self.fields})


def _words(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-draft": ""})
    return forms.CharField(label=label, widget=widget, max_length=5000, **more)


BOXES: dict[str, tuple[str, ...]] = {
    "receive": ("words",), "ask": ("words",), "accept": ("lead", "words"), "list": ("words", "meanwhile", "next_on"),
    "triage": ("need", "words"), "contact": ("on", "words"), "meet": ("on", "lead", "words"), "lead": ("lead", "words"),
    "note": ("words",), "reconsider": ("words",), "end": ("words", "next_words"),
    "decline": ("reason", "words", "would_change", "next_words", "next_by", "next_on", "services", "find",
                "day", "time", "place"),
    "offer": ("day", "time", "place", "words"), "unoffer": ("words",),
    "redirect": ("service", "find", "words", "would_change"),
}  # fmt: skip
SAID: dict[str, Any] = {
    "ask": _("What do you need to know?"), "triage": _("Why? Your team reads it, the family does not"),
    "contact": _("What was spoken of?"), "end": _("Why does it end?"), "note": _("Your words"),
    "decline": _("Your answer to the family, as you would say it"), "redirect": _("Your words to the family"),
}  # fmt: skip
NEEDED = frozenset({"ask", "triage", "contact", "note", "end", "decline", "redirect", "reconsider"})


class ServiceStepForm(forms.Form):
    """The boxes of one step. `seen`: the request as it was when the page was opened."""

    reason = forms.ChoiceField(label=_("Why is the answer no?"), widget=forms.RadioSelect)
    need = forms.ChoiceField(label=_("How soon is it needed?"), widget=forms.RadioSelect)
    service = forms.ChoiceField(label=_("Which service fits better?"), widget=forms.RadioSelect)
    on = DayField(label=_("On which day?"))
    lead = forms.ChoiceField(label=_("Who works with the family?"), required=False)
    words = _words(_("Do you want to say something to the family?"), required=False)
    would_change = _words(_("What would change this answer?"), rows=2)
    meanwhile = _words(_("What helps while they wait?"), required=False, rows=2)
    next_words = _words(_("What happens next?"), rows=2)
    next_by = forms.ChoiceField(label=_("Who sees to the next step?"))
    next_on = DayField(label=_("By when?"), required=False)
    services = forms.MultipleChoiceField(
        label=_("What could help instead?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("From the directory, by what the family said. What you tick is named to them."),
    )  # fmt: skip
    day = DayField(label=_("On which day?"))
    time = forms.TimeField(
        label=_("At what time?"), input_formats=["%H:%M", "%H.%M", "%H"], help_text=_("For example 14:30."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Where?"), max_length=300, help_text=_("Where the family likes to be, if that can be.")
    )
    find = forms.CharField(label=_("Look for another"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: str, choices: dict[str, Choices], **more: Any):
        super().__init__(*args, **more)
        wanted = BOXES[step]
        for name in [name for name in self.fields if name not in (*wanted, "seen")]:
            del self.fields[name]
        self.order_fields([*wanted, "seen"])
        choose(self, **{name: found for name, found in choices.items() if name in self.fields})
        words = self.fields["words"]
        words.label, words.required = SAID.get(step, words.label), step in NEEDED
        if step == "end":
            self.fields["next_words"].required = False
        if step == "lead":
            self.fields["lead"].required = True
        if step == "decline":
            self._may_meet()
        if step == "list":
            self.fields["next_on"].label = _("By when do you speak with them again?")
        if "on" in self.fields:
            self.fields["on"].initial = clock.today()
        if "services" in self.fields and not choices.get("services"):
            del self.fields["services"]

    def _may_meet(self) -> None:
        """A meeting to find a way forward can be offered with a no; nobody has to."""
        self.fields["day"].label = _("A meeting to find a way forward: on which day?")
        self.fields["day"].help_text = _(
            "Offered with your answer, with the family and who holds it. Leave it empty if you offer none."
        )
        for name in ("day", "time", "place"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A day has its time and its place."""
        said = super().clean() or {}
        given = {name: said.get(name) for name in ("day", "time", "place") if name in self.fields}
        if any(given.values()):
            for name, value in given.items():
                if not value and name not in self.errors:
                    self.add_error(name, _("A day needs its time and its place."))
        return said

    def meeting(self) -> dt.datetime | None:
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        return dt.datetime.combine(day, time, clock.LONDON) if day and time else None


class SeveralForm(forms.Form):
    """One time each, one after another; or all at once."""

    requests = forms.MultipleChoiceField(label=_("To whom?"), widget=forms.CheckboxSelectMultiple)
    day = DayField(label=_("On which day?"))
    time = forms.TimeField(
        label=_("From what time on?"), input_formats=["%H:%M", "%H.%M", "%H"], help_text=_("For example 14:30."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("How many minutes for each?"), min_value=0, max_value=240, initial=45,
        help_text=_("They come one after another, in the order of the queue. 0: all at once, as a group."),
    )  # fmt: skip
    place = forms.CharField(label=_("Where?"), max_length=300)
    words = _words(_("Do you want to say something to the families?"), required=False)

    def __init__(self, *args: Any, requests: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, requests=requests)

    def first(self) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], clock.LONDON)


class AnswerForm(forms.Form):
    """The family's answer to a time."""

    answer = forms.ChoiceField(
        label=_("Does it suit you?"), choices=Offer.Answer.choices, widget=forms.RadioSelect
    )
    words = _words(
        _("Do you want to say something with it?"),
        required=False,
        help_text=_("For another time: which days and times suit you."),
    )
