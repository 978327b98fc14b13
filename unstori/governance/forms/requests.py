"""What is asked about data, and what is done with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unstori.governance.models import DataRequest
from unstori.ui.fields import DayField, choose

Choices = list[tuple[str, Any]]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-draft": ""})


class AskForm(forms.Form):
    words = forms.CharField(label=_("What is it about?"), widget=area(5), max_length=5000)
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)


class WriteDownForm(forms.Form):
    """What came by letter, call or visit."""

    asker = forms.ChoiceField(label=_("Who asks?"), widget=forms.RadioSelect)
    asker_name = forms.CharField(label=_("If somebody else, their name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("What do they want?"), widget=forms.RadioSelect)
    came_by = forms.ChoiceField(
        label=_("How did it come?"), choices=[one for one in DataRequest.Way.choices if one[0] != "account"],
        widget=forms.RadioSelect,
    )  # fmt: skip
    received_on = DayField(
        label=_("Which day did it come?"), help_text=_("The month to answer runs from that day.")
    )
    words = forms.CharField(label=_("What they want, in their own words"), widget=area(5), max_length=5000)

    def __init__(self, *args: Any, askers: Choices, kinds: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        others = [("person", _("The person, without an account here")), ("other", _("Somebody else"))]
        choose(self, asker=[*askers, *others], kind=kinds)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("asker") == "other" and not said.get("asker_name"):
            self.add_error("asker_name", _("Say who asks."))
        return said


class ConfirmForm(forms.Form):
    identity = forms.ChoiceField(label=_("How do you know who asks?"), widget=forms.RadioSelect)
    had_to_ask = forms.BooleanField(
        label=_("We had to ask them who they are: the month runs from today"), required=False
    )

    def __init__(self, *args: Any, ways: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, identity=ways)


class ExtendForm(forms.Form):
    why = forms.CharField(
        label=_("Why does it need more time?"), help_text=_("They read it."), widget=area(3)
    )


class HandForm(forms.Form):
    owner = forms.ChoiceField(label=_("Who should say what they think?"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, owner=[("", _("Choose somebody")), *people])


class ChoiceForm(forms.Form):
    """One row that speaks of somebody else."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    give = forms.TypedChoiceField(
        label=_("Does it go along?"), widget=forms.RadioSelect, coerce=lambda said: said == "yes",
        choices=[("yes", pgettext_lazy("it goes along", "Yes")), ("no", pgettext_lazy("it goes along", "No"))],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why?"), help_text=_("They agreed, or it is right without; or why not."), max_length=500
    )


class PartForm(forms.Form):
    """A part that stays out, because it would seriously harm somebody."""

    part = forms.ChoiceField(label=_("Which part?"))
    give = forms.TypedChoiceField(
        label=_("Does it go along?"), widget=forms.RadioSelect, coerce=lambda said: said == "yes",
        choices=[("no", pgettext_lazy("it goes along", "No")), ("yes", pgettext_lazy("it goes along", "Yes"))],
    )  # fmt: skip
    why = forms.CharField(label=_("Whom would it harm, and how?"), widget=area(3), max_length=2000)
    professional = forms.CharField(
        label=_("Which professional thinks so?"), help_text=_("Name and profession, for example a paediatrician."),
        max_length=200, required=False,
    )  # fmt: skip
    opinion_on = DayField(label=_("When did they say so?"), required=False)

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, part=[("", _("Choose a section")), *parts])


class ReleaseForm(forms.Form):
    words = forms.CharField(
        label=_("What do you tell them?"), widget=area(4), max_length=5000,
        help_text=_("In plain words: what it is, and what was left out and why."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    state = forms.ChoiceField(label=_("What is the answer?"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("If it is no, also in part: on which ground?"), required=False)
    words = forms.CharField(
        label=_("What do you tell them?"), widget=area(5), max_length=5000,
        help_text=_("What was done and where. If it is no: why, and what they can do next."),
    )  # fmt: skip

    def __init__(self, *args: Any, answers: Choices, grounds: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, state=answers, ground=[("", _("It is not no")), *grounds])


class SayForm(forms.Form):
    words = forms.CharField(label=_("What do you think?"), widget=area(4), max_length=5000)
