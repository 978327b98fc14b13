"""What people are asked about the circle and about sharing."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unstori.access.models import Section
from unstori.access.rules import SHAREABLE, Permission
from unstori.circle.models import Invitation, Member, SafeContact
from unstori.people.models import Language, User
from unstori.people.who import role_choices
from unstori.ui.fields import DayField

Choices = list[tuple[str, Any]]
PARTS: Choices = [(section, Section(section).label) for section in SHAREABLE]
RING_WORDS: Choices = [("1", _("Closest to me")), ("2", _("Near me")), ("3", _("Further out"))]
SEE_OR_ADD: Choices = [
    (str(Permission.SEE.value), _("See it")),
    (str(Permission.ADD.value), _("See it and add to it")),
]


class MemberForm(forms.Form):
    """Who somebody is. What they may see is another page."""

    name = forms.CharField(label=_("What is their name?"), max_length=200)
    kind = forms.ChoiceField(label=_("Who are they?"), choices=Member.Kind.choices, widget=forms.RadioSelect)
    relation = forms.ChoiceField(label=_("What are they to the person?"), required=False)
    relation_words = forms.CharField(
        label=_("Or in your own words"),
        help_text=_("For example: next door, or Auntie Glenys. Your words stay as they are."),
        max_length=120,
        required=False,
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
        self._choose("organisation", [("", _("No organisation")), *organisations])
        self._choose("section", [(key, label) for key, label in PARTS if key in sections])
        self._choose("relation", [("", _("Something else")), *role_choices()])
        if not authority:
            for name in ("parental_responsibility", "delegated_authority", "authority"):
                del self.fields[name]

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What somebody is: one of the list, or own words, which go first."""
        said = super().clean() or {}
        said["relation"] = said.pop("relation_words", "") or said.get("relation", "")
        if not said["relation"]:
            self.add_error("relation", _("Choose what they are, or say it in your own words."))
        return said


class LeaveForm(forms.Form):
    """Why somebody leaves, and who takes what they owe."""

    to = forms.ChoiceField(label=_("Who takes over what is still to do?"), required=False)
    why = forms.CharField(
        label=_("Why? Everyone in the circle can read this."), max_length=300, required=False
    )

    def __init__(self, *args: Any, members: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Nobody")), *members]  # type: ignore[attr-defined]


class LegalStatusForm(forms.Form):
    status = forms.ChoiceField(label=_("What is the status?"), widget=forms.RadioSelect)
    starts_on = DayField(label=_("Since when?"))

    def __init__(self, *args: Any, statuses: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = statuses  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """With whom, what, for what, until when. Never what is private."""

    holder = forms.ChoiceField(label=_("Who should see it?"))
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

    def __init__(self, *args: Any, holders: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = holders  # type: ignore[attr-defined]


class DutyForm(ShareForm):
    """Sharing without asking, to keep somebody safe: the reason, and whether the family was told."""

    why = forms.CharField(
        label=_("Why must this be shared without asking?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    family_told = forms.TypedChoiceField(
        label=_("Were the person and family told?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
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


class AbilityForm(forms.Form):
    """Could the person make this one decision, on this day, with the right help?"""

    able = forms.TypedChoiceField(
        label=_("Can they make this decision?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
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


class SafeContactForm(forms.Form):
    """How somebody is reached without danger, in four questions."""

    way = forms.ChoiceField(
        label=_("How can we reach you safely?"), choices=SafeContact.Way.choices, widget=forms.RadioSelect
    )
    to = forms.CharField(
        label=_("Which address or number is safe?"),
        help_text=_("It need not be your own: a friend’s, or your school’s."),
        max_length=300,
        required=False,
    )
    times = forms.CharField(
        label=_("When is it safe?"),
        help_text=_("For example on weekdays from 10 to 2."),
        max_length=200,
        required=False,
    )
    hidden_from = forms.CharField(label=_("Who must not see or hear of it?"), max_length=300, required=False)


class LetInForm(forms.Form):
    """To whom the person opens one private thing."""

    member = forms.ChoiceField(label=_("Who may see this?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = members  # type: ignore[attr-defined]


class CallForm(LetInForm):
    """Whom the person asks to get in touch, and how it is safe."""

    safe_way = forms.CharField(
        label=_("How can they reach you safely?"),
        help_text=_("For example: at school, not at home. Leave it empty if you like."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].label = _("Who should get in touch with you?")


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Their e-mail"),
        help_text=_(
            "Only who signs in with this address can use the link. Leave it empty if they have none: you get a "
            "letter to give them, and a code to tell them."
        ),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Which language comes first?"), choices=Language.choices, widget=forms.RadioSelect
    )


class AcceptForm(forms.Form):
    """What arriving by a link asks: a code where there is one, and a new account from who has none."""

    code = forms.CharField(
        label=_("The code"),
        help_text=_("Eight letters and numbers. Whoever invited you tells you: it is not in the letter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 letters. Three words that you can remember are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, invitation: Invitation, is_new: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.address = invitation.email
        asked = {"code": bool(invitation.code_hash), "name": is_new, "password": is_new,
                 "email": is_new and not invitation.email}  # fmt: skip
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The same rules for a password as everywhere; it may not be like the name or the address."""
        said = super().clean() or {}
        if said.get("password"):
            user = User(name=said.get("name", ""), email=said.get("email") or self.address)
            try:
                get_adapter().clean_password(said["password"], user)
            except ValidationError as weak:
                self.add_error("password", weak)
        return said
