"""Forms of the pages that bring rooms together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.directory.presenters import choices
from unstori.directory.rules.asking import LONGEST, Asked, merged, understood
from unstori.directory.rules.drawing import MILE


class FindForm(forms.Form):
    """Find somebody among the people whom you may see."""

    q = forms.CharField(
        label=_("A name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NearForm(forms.Form):
    """What could help with an outcome. It begins with the words of the outcome, and they can be said otherwise."""

    words = forms.CharField(
        label=_("Help with what?"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write with what, such as “swimming”.")},
    )
    age = forms.IntegerField(
        label=_("Age"),
        min_value=0,
        max_value=120,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "nhsuk-input--width-3"}
        ),
        error_messages={"invalid": _("Write the age as a number, such as 9.")},
    )
    near = forms.CharField(
        label=_("Near where?"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "nhsuk-input--width-10"}),
    )
    within = forms.TypedChoiceField(
        label=_("How far away?"), choices=choices.miles, coerce=int, empty_value=None, required=False
    )

    def asked(self) -> Asked:
        """As it was sent, else as it begins."""
        said = self.cleaned_data if self.is_bound else self.initial
        within = said.get("within")
        about = {
            "age": said.get("age"),
            "place": said.get("near"),
            "within": within * MILE if within else None,
        }
        return merged(understood(said.get("words", "")), **about)
