"""What people fill in. The library's own forms are shown with our labels, without text inside the boxes."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from unstori.access.models import Section, Withholding
from unstori.access.rules import SHAREABLE
from unstori.access.signals import reset_asked
from unstori.people.models import Language, User
from unstori.people.rules import is_nhs_number
from unstori.ui.fields import DayField, choose

NEW_PASSWORD = _("At least 12 characters. Three words that you can remember make a good password.")


class Ours(forms.Form):
    """Our words on a form of the library."""

    labels = {
        "login": _("Email address"),
        "email": _("Email address"),
        "password": _("Password"),
        "oldpassword": _("The password you use now"),
        "password1": _("New password"),
        "password2": _("New password again"),
        "code": _("Code"),
        "name": _("What you call it"),
        "passwordless": _("Let me sign in with this alone, without a password"),
    }
    hints: dict[str, Any] = {"password1": NEW_PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, box in self.fields.items():
            box.widget.attrs.pop("placeholder", None)
            box.label, box.help_text = self.labels.get(name, ""), self.hints.get(name, "")

    def clean(self) -> dict[str, Any]:
        """The two passwords differ: said in our words, in place of the library's."""
        cleaned = super().clean() or {}
        first, again = self.data.get("password1"), self.data.get("password2")
        if first and again and first != again:
            self.errors.pop("password2", None)
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned


class LoginForm(Ours, account.LoginForm):
    pass


class ChangePasswordForm(Ours, account.ChangePasswordForm):
    pass


class SetPasswordForm(Ours, account.SetPasswordForm):
    pass


class ResetPasswordForm(Ours, account.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The page does the same, and takes as long, whether or not there is an account: a job sends the letter."""
        origin = request.build_absolute_uri("/")
        reset_asked.send(sender=User, users=[str(user.pk) for user in self.users], origin=origin)
        return str(self.cleaned_data["email"])


class ResetPasswordKeyForm(Ours, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Ours, account.ReauthenticateForm):
    pass


class CodeForm(Ours, mfa.AuthenticateForm):
    hints = {"code": _("Six numbers from your app, or one of your spare codes")}


class CodeAgainForm(Ours, mfa.ReauthenticateForm):
    hints = CodeForm.hints


class ActivateAppForm(Ours, totp.ActivateTOTPForm):
    hints = {"code": _("Six numbers from your app")}


class AddPasskeyForm(Ours, webauthn.AddWebAuthnForm):
    hints = {"name": _("For example: my phone")}


class EditPasskeyForm(Ours, webauthn.EditWebAuthnForm):
    hints = AddPasskeyForm.hints


class LookUpForm(forms.Form):
    """Who, by exact identifiers, and why."""

    WAYS = (
        ("nhs_number", _("NHS number and date of birth")),
        ("name", _("Full name, date of birth and postcode")),
    )
    reason = forms.CharField(
        label=_("Why must something be kept from somebody?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The danger, or what a court has ordered."),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How do you know them?"), choices=WAYS, widget=forms.RadioSelect)
    nhs_number = forms.CharField(
        label=_("NHS number"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    full_name = forms.CharField(label=_("Full name"), required=False)
    postcode = forms.CharField(label=_("Postcode"), required=False)
    born_on = DayField(label=_("Date of birth"))

    def clean_nhs_number(self) -> str:
        return str(self.cleaned_data["nhs_number"]).replace(" ", "").replace("-", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = {"nhs_number": ("nhs_number",), "name": ("full_name", "postcode")}.get(
            cleaned.get("way", ""), ()
        )
        for name in wanted:
            if not cleaned.get(name):
                self.add_error(name, _("Fill this in to look somebody up this way"))
        if "nhs_number" in wanted and cleaned.get("nhs_number") and not is_nhs_number(cleaned["nhs_number"]):
            self.add_error("nhs_number", _("This is not an NHS number. It has ten numbers."))
        return cleaned

    def identifiers(self) -> dict[str, Any]:
        """Only those of the way that was chosen."""
        said = self.cleaned_data
        names = ("nhs_number",) if said["way"] == "nhs_number" else ("full_name", "postcode")
        return {"born_on": said["born_on"], **{name: said[name] for name in names}}


class GlassForm(LookUpForm):
    """The same, to open the record."""

    reason = forms.CharField(
        label=_("Why must you see this record now?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person will see that you opened it. Somebody else will read why."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    words = forms.CharField(
        label=_("Was it right to open the record?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what you looked at and what happens now."),
    )  # fmt: skip


class WithholdForm(forms.Form):
    """What, from whom, why and until when."""

    withheld_from = forms.ChoiceField(label=_("From whom?"))
    kind = forms.ChoiceField(label=_("What?"), choices=Withholding.Kind.choices, widget=forms.RadioSelect)
    section = forms.ChoiceField(label=_("Which section?"), required=False)
    row_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why must it be kept from them?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The danger, or what a court has ordered."),
    )  # fmt: skip
    review_on = DayField(label=_("When will you look at it again?"))
    ends_on = DayField(label=_("When does it end?"), help_text=_("At most a year from now."))

    def __init__(self, *args: Any, holders: list[tuple[str, str]], row: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        sections = [choice for choice in Section.choices if choice[0] in SHAREABLE]
        choose(
            self,
            withheld_from=[("", _("Choose somebody")), *holders],
            section=[("", _("Choose a section")), *sections],
        )
        if not row:
            choose(self, kind=[one for one in Withholding.Kind.choices if one[0] != Withholding.Kind.ROW])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Withholding.Kind.SECTION and not cleaned.get("section"):
            self.add_error("section", _("Choose a section"))
        if cleaned.get("kind") == Withholding.Kind.ROW and not cleaned.get("row_id"):
            self.add_error("kind", _("Open the entry that you mean and start from there"))
        return cleaned


class IdentityForm(forms.Form):
    """Who somebody is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    called = forms.CharField(label=_("The name I like"), max_length=100)
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    born_on = DayField(label=_("Date of birth"), required=False)
    language = forms.ChoiceField(
        label=_("The language I like"), choices=Language.choices, widget=forms.RadioSelect
    )
    nhs_number = forms.CharField(
        label=_("NHS number"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Ten numbers. It is on letters from the hospital or the surgery."),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label=_("Postcode"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)

    def __init__(self, *args: Any, address_withheld: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if address_withheld:
            for name in ("address", "postcode", "phone"):
                del self.fields[name]

    def clean_nhs_number(self) -> str | None:
        number = str(self.cleaned_data["nhs_number"]).replace(" ", "").replace("-", "")
        if number and not is_nhs_number(number):
            raise forms.ValidationError(_("This is not an NHS number. It has ten numbers."))
        return number or None

    def clean_postcode(self) -> str:
        postcode = " ".join(str(self.cleaned_data["postcode"]).upper().split())
        if len(postcode) > 8:
            raise forms.ValidationError(
                _("A postcode is at most eight letters and numbers, for example LL55 1AB.")
            )
        return postcode
