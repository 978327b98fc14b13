"""Whether the person can decide, and what is decided for them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unstori.ui.fields import DayField


class AbilityForm(forms.Form):
    """Could the person make this one decision, on this day, with the right help?"""

    able = forms.TypedChoiceField(
        label=_("Can they make this decision?"),
        choices=[("yes", pgettext_lazy("they can", "Yes")), ("no", pgettext_lazy("they can", "No"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    reasons = forms.CharField(
        label=_("How do you know?"),
        help_text=_("What they could understand, keep in mind, weigh up and tell you."),
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""}),
    )
    cause = forms.CharField(
        label=_("If not, and they are 16 or over: what causes it?"),
        help_text=_("Only after the question above: what affects their mind or brain so that they cannot."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    help_given = forms.CharField(
        label=_("What help did they have to decide?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    review_on = DayField(label=_("When should this be looked at again?"), required=False)


class BestInterestsForm(forms.Form):
    """What a decision for somebody else stands on. Every part is asked for."""

    wishes = forms.CharField(
        label=_("What do they want, as far as anybody can know?"),
        help_text=_("What they said or showed, now or before, and what matters to them."),
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": ""}),
    )
    consulted = forms.CharField(
        label=_("Who was asked, and what did they say?"),
        help_text=_("Family, carers, anybody they named, an advocate."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    least_restrictive = forms.CharField(
        label=_("What is the least that would do?"),
        help_text=_("Could fewer people see less, or for a shorter time?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    share = forms.TypedChoiceField(
        label=_("What is best for them?"),
        choices=[("yes", _("To share it")), ("no", _("Not to share it"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    reasons = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
    review_on = DayField(label=_("When is this looked at again?"))
