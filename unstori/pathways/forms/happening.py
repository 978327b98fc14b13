"""What is asked at each step of a request, and of whoever holds it. One form for each step: few boxes, most of them optional."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.ui.fields import DayField, choose

Choices = list[tuple[str, Any]]


def _words(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-draft": ""})
    return forms.CharField(label=label, widget=widget, max_length=5000, **more)


# Which boxes a step has, in their order, and what the box for words is called there. The rules say what must be filled in.
BOXES: dict[str, tuple[str, ...]] = {
    "confirm": ("words",), "not_yet": ("words",), "see": ("words",), "tell": ("words",), "withdraw": ("words",),
    "note": ("words",), "contact": ("words", "on", "told_by"), "receive": ("told_by", "words"),
    "ask": ("words", "told_by"), "accept": ("told_by", "words", "lead_words"),
    "list": ("told_by", "words", "meanwhile", "next_on"), "meet": ("told_by", "on", "words", "lead_words"),
    "end": ("words", "told_by", "next_words"),
    "decline": ("reason", "words", "would_change", "next_words", "next_on", "told_by"),
}  # fmt: skip
SAID: dict[str, Any] = {
    "confirm": _("Do you want to say something with it?"), "not_yet": _("What happened instead?"),
    "see": _("How do you know that it has started?"), "tell": _("Your answer"), "withdraw": _("Do you want to say why?"),
    "note": _("Your words"), "contact": _("What was spoken of?"), "ask": _("What do they ask?"),
    "end": _("Why does it end?"), "decline": _("What they said, in words for the family"),
}  # fmt: skip
NEEDED = frozenset({"see", "tell", "note", "contact", "ask", "end", "decline"})
BY_SERVICE = frozenset({"receive", "ask", "accept", "list", "meet", "end", "decline"})


class StepForm(forms.Form):
    """`outside`: the service is not here, so that who of it said so is written down, too."""

    reason = forms.ChoiceField(label=_("Why do they say no?"), widget=forms.RadioSelect)
    told_by = forms.CharField(
        label=_("Who of the service said so?"), max_length=200, help_text=_("For example: Dai at the pool.")
    )  # fmt: skip
    on = DayField(label=_("On which day?"))
    words = _words(_("What they said"), required=False)
    would_change = _words(_("What would change it?"), rows=2)
    meanwhile = _words(_("What helps while you wait?"), required=False, rows=2)
    next_words = _words(_("What happens next?"), rows=2)
    next_on = DayField(label=_("By when?"), required=False)
    lead_words = forms.CharField(label=_("Who works with the family there?"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: str, outside: bool, family: bool, reasons: Choices, **more: Any):
        super().__init__(*args, **more)
        wanted = BOXES[step]
        for name in [name for name in self.fields if name not in (*wanted, "seen")]:
            del self.fields[name]
        self.order_fields([*wanted, "seen"])
        self.fields["words"].label = SAID.get(step, self.fields["words"].label)
        self.fields["words"].required = step in NEEDED or (step == "withdraw" and not family)
        if "told_by" in self.fields and (not outside or step == "contact"):
            del self.fields["told_by"]
        if "on" in self.fields:
            self.fields["on"].initial = clock.today()
        if step == "end":
            self.fields["next_words"].required = False
        if "reason" in self.fields:
            choose(self, reason=reasons)


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("Who holds it from now on?"), widget=forms.RadioSelect)
    words = _words(_("Why, and what they must know"), help_text=_("The family reads it."))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, to=people)


class NextForm(forms.Form):
    words = _words(
        _("What happens next?"), rows=2, help_text=_("One step, in plain words. All who are asked see it.")
    )
    who = forms.ChoiceField(label=_("Whose is it?"))
    on = DayField(label=_("By when?"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, who=people)


class OverForm(forms.Form):
    words = _words(
        _("Why does it end?"), help_text=_("It ends because somebody decides it. It can be opened again.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AgainForm(forms.Form):
    words = _words(_("Do you want to say why?"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
