"""What is asked of a process: short, and only what is not known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.pathways.rules.processes import ASK, DUE, TOLD, StepKind
from unstori.ui.fields import DayField, choose

ELSEWHERE = "elsewhere"
WORDS = {"rows": 5, "data-draft": ""}
Choices = list[tuple[str, Any]]


def _words(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs=WORDS)
    )


class BeginProcessForm(forms.Form):
    """On which day, and who must decide: one who is here, or a name."""

    on = DayField()
    body = forms.ChoiceField(label=_("Who must decide?"), widget=forms.RadioSelect)
    body_name = forms.CharField(label=_("Its name, if it is not in the list"), required=False, max_length=200)
    words = _words(_("Do you want to say something with it?"), required=False)

    def __init__(self, *args: Any, first: StepKind, label: Any, bodies: Choices, **more: Any):
        super().__init__(*args, **more)
        self.fields["on"].label = label
        if first.coming:
            self.fields["on"].help_text = _("It may be a day to come.")
        if bodies:
            choose(self, body=[*bodies, (ELSEWHERE, _("Another"))])
            self.initial.setdefault("body", bodies[0][0])
        else:
            del self.fields["body"]
            self.fields["body_name"].label = _("Who must decide?")
            self.fields["body_name"].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("body") == ELSEWHERE and not said.get("body_name", "").strip():
            self.add_error("body_name", _("Write the name."))
        return said


class StepForm(forms.Form):
    """The fields follow the step: what was decided, of whom advice is asked, what is due."""

    def __init__(
        self, *args: Any, step: StepKind, how: str, answers: Choices, topics: Choices, people: Choices,
        parties: Choices, **more: Any,
    ):  # fmt: skip
        super().__init__(*args, **more)
        if answers:
            self.fields["answer"] = forms.ChoiceField(
                label=_("What is it?"), widget=forms.RadioSelect, choices=answers
            )
        if step.kind == ASK:
            self._asks(topics, people)
        self.fields["on"] = DayField(
            label=_("On which day?"), help_text=_("It may be a day to come.") if step.coming else ""
        )
        self.initial.setdefault("on", clock.today())
        if how == TOLD:
            self.fields["told_by"] = forms.CharField(
                label=_("Who said or wrote this?"), max_length=200, help_text=_("As it stands on the letter.")
            )
        if step.asks_choice:
            self.fields["choice"] = forms.CharField(
                label=_("Which school or college do you ask for?"), required=False, max_length=300
            )
        self._says(step)
        if step.kind == DUE:
            self._due(parties)

    def _asks(self, topics: Choices, people: Choices) -> None:
        self.fields["topic"] = forms.ChoiceField(
            label=_("What is it about?"), choices=topics, widget=forms.RadioSelect
        )
        if people:
            self.fields["adviser"] = forms.ChoiceField(
                label=_("Somebody who is here already"), required=False,
                choices=[("", _("Somebody else")), *people],
            )  # fmt: skip
        self.fields["adviser_name"] = forms.CharField(
            label=_("Their name, if they are not in the list") if people else _("Who is asked?"),
            required=not people,
            max_length=200,
        )

    def _says(self, step: StepKind) -> None:
        no = any(answer.is_no for answer in step.answers)
        help_text = _("Reasons are needed for a no. The family reads them.") if no else ""
        label = _("What is due?") if step.kind == DUE else _("In words")
        self.fields["words"] = _words(label, required=step.words == "needed", help_text=help_text)

    def _due(self, parties: Choices) -> None:
        self.fields["due_from"] = forms.ChoiceField(
            label=_("From whom?"), choices=parties, widget=forms.RadioSelect
        )
        self.fields["due_on"] = DayField(label=_("By which day?"))


class CorrectForm(forms.Form):
    """What was written stays to be seen; this takes its place."""

    on = DayField(label=_("On which day was it?"))
    words = _words(_("In words"), required=False)
    why = _words(_("Why is it changed?"), required=True)
    void = forms.BooleanField(label=_("It never was so: take it out"), required=False)

    def __init__(self, *args: Any, answers: Choices, is_first: bool, **more: Any):
        super().__init__(*args, **more)
        if answers:
            self.fields["answer"] = forms.ChoiceField(
                label=_("What is it?"), widget=forms.RadioSelect, choices=answers
            )
            self.order_fields(["answer", "on", "words", "why", "void"])
        if is_first:
            del self.fields["void"]


class ClaimForm(forms.Form):
    code = forms.ChoiceField(label=_("What was in the way?"), widget=forms.RadioSelect)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    words = _words(_("What shows it?"), required=True, help_text=_("The family reads it."))

    def __init__(self, *args: Any, codes: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, code=codes)


class ClaimBackForm(forms.Form):
    words = _words(_("Why is it claimed no more?"), required=True)


class OwnerForm(forms.Form):
    owner = forms.ChoiceField(label=_("Who sees it through?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, owner=people)
