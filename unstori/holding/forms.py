"""What is asked of who says it, and of who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import DayField, choose

SHORT = forms.Textarea(attrs={"rows": 3, "data-draft": ""})


class PressForm(forms.Form):
    """With a part of the record nothing must be typed; the person themselves need never type."""

    words = forms.CharField(
        label=_("What is it about?"), widget=SHORT, help_text=_("In your own words. Short is fine.")
    )
    first_asked_on = DayField(
        label=_("When did you first ask?"), required=False, help_text=_("If you remember. A guess is fine.")
    )

    def __init__(self, *args: Any, has_row: bool, easy: bool, **more: Any):
        super().__init__(*args, **more)
        if has_row or easy:
            self.fields["words"].required = False
            self.fields["words"].label = _("Do you want to say something with it?")
        if easy:
            del self.fields["first_asked_on"]
            self.fields["words"].help_text = ""


class AnswerForm(forms.Form):
    held_by = forms.ChoiceField(label=_("Who holds it now?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happens next?"),
        widget=SHORT,
        help_text=_("The family reads it. Say what, and by when."),
    )

    def __init__(self, *args: Any, people: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, held_by=people)


class PassForm(forms.Form):
    to = forms.ChoiceField(label=_("Who must answer instead?"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Why?"), widget=SHORT, help_text=_("The family reads it."))

    def __init__(self, *args: Any, people: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, to=people)


class AgainForm(forms.Form):
    words = forms.CharField(label=_("Do you want to say what happened?"), widget=SHORT, required=False)
