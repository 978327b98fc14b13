"""Inviting, and arriving by the link."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unstori.circle.models import Invitation
from unstori.people.models import Language, User


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
    """What arriving by a link asks for: a code where there is one, and a new account where there is none."""

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
