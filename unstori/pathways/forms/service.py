"""What a service says at each step of a request, and how it wants its queue shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.pathways.models import Request
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
    "decline": ("reason", "words", "would_change", "next_words", "next_by", "next_on", "services", "find"),
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
        if step == "list":
            self.fields["next_on"].label = _("By when do you speak with them again?")
        if "on" in self.fields:
            self.fields["on"].initial = clock.today()
        if "services" in self.fields and not choices.get("services"):
            del self.fields["services"]
