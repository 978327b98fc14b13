"""Pages behind a secret link, a second step, a passkey or a file that was just sent: faultless like all others."""

import json
from hashlib import sha256
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from playwright.sync_api import Page

from tests import build
from tests.integration.exchange import fhir
from tests.system.conftest import Open
from tests.system.faults import faults, violations
from tests.system.life import PASSWORD
from tests.system.walking import BY_SECRET, name_of
from unstori.exchange.actions import keep_upload
from unstori.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_behind_a_secret_have_no_faults(lived: build.World, open_browser: Open, language: str) -> None:
    account, page = build.account_of(lived.huw), open_browser(phone=True, language=language)
    key = passkey(account)
    wrong = walk(page, "account_reset_password_from_key", reset_link(account), language)
    page.goto(reverse("account_login"))
    page.locator("#id_login").fill(account.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    wrong += walk(page, "mfa_authenticate", reverse("mfa_authenticate"), language)
    page.locator("#id_code").fill(code_of(account))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")
    page.goto(reverse("account_reauthenticate"))
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")
    for name in ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_reauthenticate_webauthn"):
        wrong += walk(page, name, reverse(name), language)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        wrong += walk(page, name, reverse(name, args=[key.pk]), language)
    wrong += walk(page, "exchange:preview", preview_of(lived), language)
    assert not wrong, "\n".join(wrong)
    assert page.walked == BY_SECRET, "every page that the walk leaves to this test"  # type: ignore[attr-defined]


def walk(page: Page, name: str, address: str, language: str) -> list[str]:
    """The faults of one page, and that it is this one and not where somebody is sent who may not see it."""
    found = faults(page, address, language) + violations(page, address)
    there = name_of("/" + page.url.split("/", 3)[3])
    page.walked = {*getattr(page, "walked", ()), there}  # type: ignore[attr-defined]
    return found if there == name else [*found, f"{name} led to {there}"]


def reset_link(account: User) -> str:
    token = default_token_generator.make_token(account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), token])


def code_of(account: User) -> str:
    """What the app on their phone shows now."""
    secret = decrypt(Authenticator.objects.get(user=account, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def passkey(account: User) -> Authenticator:
    """A key as a phone would make it: well formed, of no use to anybody."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    key = AttestedCredentialData.create(Aaguid.NONE, b"made up for this", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, key)
    said = b'{"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost"}'
    made: dict[str, Any] = {
        "id": websafe_encode(key.credential_id),
        "rawId": websafe_encode(key.credential_id),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }
    return Authenticator.objects.create(
        user=account, type="webauthn", data={"name": "Ffôn", "credential": made}
    )


def preview_of(world: build.World) -> str:
    """What a key worker was sent, before any of it is taken."""
    files = [("mali.json", json.dumps(fhir.bundle(fhir.patient(), fhir.condition("Epilepsi"))).encode())]
    return reverse("exchange:preview", args=[keep_upload(by=world.huw, files=files).pk])
