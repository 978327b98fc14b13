"""What is asked of who prepares a transition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.pathways.models import TransitionItem
from unstori.pathways.rules import transitions as rules
from unstori.ui.fields import DayField, choose

SHORT = forms.Textarea(attrs={"rows": 3, "data-draft": ""})
TYPED = forms.TextInput(attrs={"data-draft": ""})
OTHER = "other"


class PersonForm(forms.Form):
    """Somebody around the person; or a name, of whoever cannot sign in."""

    who = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Their name and where they work"), required=False, max_length=200, widget=TYPED,
        help_text=_("Only if they cannot sign in here."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, who=people)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") == OTHER and not said.get("name", "").strip():
            self.add_error("name", _("Write the name."))
        return said


class TakeForm(PersonForm):
    due_on = DayField(label=_("By when?"))


class ReceiverForm(PersonForm):
    how = forms.CharField(
        label=_("How are they reached at work?"), required=False, max_length=200, widget=TYPED,
    )  # fmt: skip


class DoneForm(forms.Form):
    done_for = forms.CharField(
        label=_("Who did it, if it was not you?"), required=False, max_length=200, widget=TYPED,
        help_text=_("For example somebody who cannot sign in here."),
    )  # fmt: skip
    words = forms.CharField(label=_("What came of it?"), required=False, widget=SHORT)


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why?"), widget=SHORT, help_text=_("The family reads it."))


class AddForm(forms.Form):
    words = forms.CharField(label=_("What has to be done?"), widget=SHORT)
    side = forms.ChoiceField(
        label=_("Whose is it?"), widget=forms.RadioSelect, choices=TransitionItem.Side.choices
    )
    due_on = DayField(label=_("By when?"))

    def __init__(self, *args: Any, sides: Any = (), **more: Any):
        super().__init__(*args, **more)
        if sides:
            choose(self, side=sides)


class EndForm(forms.Form):
    to = forms.ChoiceField(
        label=_("How does it end?"), widget=forms.RadioSelect,
        choices=[(rules.DONE, _("Everything is there")), (rules.OFF, _("It does not apply"))],
    )  # fmt: skip
    why = forms.CharField(
        label=_("What should the family know?"), required=False, widget=SHORT,
        help_text=_("Needed where something is open still, or where it does not apply."),
    )  # fmt: skip
