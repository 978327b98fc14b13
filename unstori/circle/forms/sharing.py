"""Sharing, and the answers to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unstori.access.rules import Permission
from unstori.circle.forms.fields import PARTS, Choices
from unstori.ui.fields import DayField, choose

SEE_OR_ADD: Choices = [
    (str(Permission.SEE.value), _("See it")),
    (str(Permission.ADD.value), _("See it and add to it")),
]


class ShareForm(forms.Form):
    """With whom, what, for what, until when. Never what is private."""

    # Nobody is chosen beforehand: in a hurry it would be the wrong one.
    holder = forms.ChoiceField(
        label=_("Who should see it?"),
        help_text=_(
            "Choosing a whole organisation lets everybody who works there see it, now and later: "
            "also people whom you do not know. Choose a person or a team if you can."
        ),
    )
    sections = forms.MultipleChoiceField(
        label=_("What should they see?"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )
    permission = forms.ChoiceField(
        label=_("What may they do?"), choices=SEE_OR_ADD, widget=forms.RadioSelect, initial="1"
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("In your own words. They will read it."),
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        max_length=500,
    )
    until = DayField(
        label=_("Until when?"), help_text=_("Leave empty if it should not end by itself."), required=False
    )

    protocol = forms.ChoiceField(
        label=_("By which agreement?"), required=False,
        help_text=_("Between your organisation and theirs. If one alone covers it, it is written down by itself."),
    )  # fmt: skip

    def __init__(self, *args: Any, holders: Choices, protocols: Choices | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(
            self,
            holder=[("", _("Choose somebody")), *holders],
            protocol=[("", _("None that I know of")), *(protocols or [])],
        )
        if not protocols:
            del self.fields["protocol"]


class DutyForm(ShareForm):
    """Sharing without asking, to keep somebody safe: the reason, and whether the family was told."""

    why = forms.CharField(
        label=_("Why must this be shared without asking?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    family_told = forms.TypedChoiceField(
        label=_("Were the person and family told?"),
        choices=[
            ("yes", pgettext_lazy("they were told", "Yes")),
            ("no", pgettext_lazy("they were told", "No")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    not_told_why = forms.CharField(
        label=_("If not, why not?"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
    )


class AnswerForm(forms.Form):
    """A reason, where the answer needs one."""

    why = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
        required=False,
        max_length=2000,
    )
