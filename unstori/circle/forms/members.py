"""Who is around the person: joining, leaving, and what holds in law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.circle.forms.fields import PARTS, Choices
from unstori.circle.models import Member
from unstori.people.who import role_choices, role_of
from unstori.ui.fields import DayField, SuggestField, choose

RING_WORDS: Choices = [("1", _("Closest to me")), ("2", _("Near me")), ("3", _("Further out"))]


class MemberForm(forms.Form):
    """Who somebody is. What they may see is another page."""

    name = forms.CharField(label=_("What is their name?"), max_length=200)
    kind = forms.ChoiceField(label=_("Who are they?"), choices=Member.Kind.choices, widget=forms.RadioSelect)
    relation = SuggestField(
        label=_("What are they to the person?"),
        help_text=_("For example: grandmother, teacher, next door. Words of your own stay as they are."),
        max_length=120,
        error_messages={"required": _("Say what they are to the person.")},
    )
    organisation = forms.ChoiceField(label=_("Where do they work?"), required=False)
    closeness = forms.ChoiceField(
        label=_("How close are they?"), choices=RING_WORDS, widget=forms.RadioSelect, initial="2"
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    section = forms.ChoiceField(
        label=_("Which part of the story do they belong to?"),
        help_text=_("Only people who see that part see them here."),
        initial="about_me",
    )
    parental_responsibility = forms.BooleanField(label=_("They have parental responsibility"), required=False)
    delegated_authority = forms.BooleanField(
        label=_("They are a foster carer who may decide everyday things"), required=False
    )
    authority = forms.ChoiceField(
        label=_("Do they have other authority to decide?"), choices=Member.Authority.choices, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, organisations: Choices, sections: tuple[str, ...], authority: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        choose(
            self,
            organisation=[("", _("No organisation")), *organisations],
            section=[(key, label) for key, label in PARTS if key in sections],
        )
        self.fields["relation"].suggestions = tuple(name for _code, name in role_choices())  # type: ignore[attr-defined]
        if not authority:
            for name in ("parental_responsibility", "delegated_authority", "authority"):
                del self.fields[name]

    def clean_relation(self) -> str:
        """A role that is known is kept as its code, so that each reads it in their language; others stay."""
        return role_of(str(self.cleaned_data["relation"]))


class LeaveForm(forms.Form):
    """Why somebody leaves, and who takes what they owe."""

    to = forms.ChoiceField(label=_("Who takes over what is still to do?"), required=False)
    why = forms.CharField(
        label=_("Why? Everyone in the circle can read this."), max_length=300, required=False
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, to=[("", _("Nobody")), *members])


class LegalStatusForm(forms.Form):
    status = forms.ChoiceField(label=_("What is the status?"), widget=forms.RadioSelect)
    starts_on = DayField(label=_("Since when?"))

    def __init__(self, *args: Any, statuses: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, status=statuses)
