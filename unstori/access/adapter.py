"""How allauth behaves here, and what it says: it has no Welsh, so the words are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unstori.core.restraint import address_of

# What allauth wants to say when something is done, by the name of its template. What is not here is not said.
DONE = {
    "password_changed": _("Your password is changed."),
    "password_set": _("Your password is set."),
    "totp_activated": _("Your app is set up. You will need it each time you sign in."),
    "totp_deactivated": _("Your app is no longer used to sign in."),
    "recovery_codes_generated": _("You have new spare codes. The old ones no longer work."),
    "webauthn_added": _("Your passkey is added."),
    "webauthn_removed": _("Your passkey is removed."),
}
PASSWORD = {
    "password_too_short": _(
        "Use at least 12 characters. Three words that you can remember make a good password."
    ),
    "password_too_common": _("Many people use this password. Choose one that is harder to guess."),
    "password_entirely_numeric": _("Use some letters too, not only numbers."),
    "password_too_similar": _("This password is too like your name or your email address."),
}
WRONG_CODE = _("That code is not right. Codes change every 30 seconds: try the next one.")
WAY = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app, or a spare code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}


def sign_in_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Which account a wrong password counts against: the same however the address is typed."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(typed).strip().casefold()


def came_from(request: HttpRequest) -> dict[str, str] | None:
    """The provider from which whoever is signed in came; what somebody before them left behind is not theirs."""
    came: dict[str, str] = request.session.get("elsewhere") or {}
    return came if request.user.is_authenticated and came.get("user") == str(request.user.pk) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations: nobody signs up at the door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password is not right."),
        "enter_current_password": _("That is not the password you use now."),
        "incorrect_password": _("That password is not right."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": _("This link has been used already, or it is too old."),
        "too_many_login_attempts": _(
            "You have tried too many times. Wait a quarter of an hour and try again."
        ),
        "rate_limited": _("You have tried too many times. Wait a quarter of an hour and try again."),
        "account_inactive": _("This account is closed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Whose provider asked for a second step is not asked twice."""
        stages = super().get_login_stages()
        done = getattr(self.request, "second_step_done", False)
        return [each for each in stages if not (done and each == "allauth.mfa.stages.AuthenticateStage")]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a proxy whoever asked it: else all share one limit, and five strangers silence everybody. Never no
        one, because allauth then refuses: behind a socket there is no other address."""
        return address_of(request.META) or "127.0.0.1"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who came from a provider is told that they are still signed in there."""
        return reverse("access:left") if came_from(request) else super().get_logout_redirect_url(request)

    def logout(self, request: HttpRequest) -> None:
        came = came_from(request)
        super().logout(request)
        if came:
            request.session["left"] = came

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """Django says what is wrong with a new password in English alone."""
        try:
            return super().clean_password(password, user)
        except ValidationError as refused:
            said = [PASSWORD.get(str(error.code), error) for error in refused.error_list]
            raise ValidationError([ValidationError(words) if not isinstance(words, ValidationError) else words
                                   for words in said]) from refused  # fmt: skip

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        said = message or DONE.get(name)
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        return [{**way, "description": WAY[way["id"]]} for way in super().get_reauthentication_methods(user)]


class MFAAdapter(DefaultMFAAdapter):
    """The second step."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("You need a second step to sign in, so this one must stay."),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        return gettext("My passkey")
