"""Reads about signing in with a provider's identity. The ties are rows of the library."""

import hashlib
import os

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet

from unstori.access.queries.accounts import capacities_of
from unstori.access.rules.elsewhere import Identity, Provider, read
from unstori.people.models import Organisation, User


def providers() -> tuple[Provider, ...]:
    """Those that are configured. Raises BadProvider."""
    return read(settings.SIGN_IN, os.environ)


def provider(id: str) -> Provider | None:
    return next((each for each in providers() if each.id == id), None)


def key_of(who: Identity) -> str:
    """Issuer and subject in one: the number that somebody has there is of no use to us."""
    return hashlib.sha256(f"{who.issuer}\n{who.subject}".encode()).hexdigest()


def tie_of(who: Identity) -> SocialAccount | None:
    """Whose account opens with this identity."""
    return SocialAccount.objects.select_related("user").filter(uid=key_of(who)).first()


def ties_of(user: User) -> QuerySet[SocialAccount]:
    """With what an account is signed in besides a password."""
    return SocialAccount.objects.filter(user=user).order_by("date_joined", "pk")


def places_of(user: User) -> list[str]:
    """The code of the organisation of everything that somebody is now; family and oneself have none."""
    return [each.organisation.code if each.organisation else "" for each in capacities_of(user)]


def has_passkey(user: User) -> bool:
    """One that opens the account alone, without a password."""
    found = Authenticator.objects.filter(user=user, type="webauthn")
    return any(each.wrap().is_passwordless for each in found)


def speak_for_nobody() -> list[Provider]:
    """Providers of an organisation that is not here."""
    codes = set(Organisation.objects.exclude(code="").values_list("code", flat=True))
    return [each for each in providers() if each.organisation and each.organisation not in codes]
