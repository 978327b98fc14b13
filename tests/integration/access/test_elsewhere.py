"""Signing in with a council's identity, at a real provider: who comes in, who does not, and what is said and kept."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from jwt.algorithms import RSAAlgorithm

from tests import build
from tests.integration.access.test_accounts import PASSWORD, code_now, sign_in_as
from tests.system.oidc import HERE, SECRET, Served, come, free_port, go_there, serve
from unstori.access.checks import providers_speak_for_somebody
from unstori.access.models import AuditEvent
from unstori.people.models import Capacity, Organisation, User

SOMEBODY_ELSES = (
    rsa.generate_private_key(65537, 2048)
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)
AWAY, TIES = "/account/with/gwynedd/", "/account/with/"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve(HERE) as provider:
        yield provider


@pytest.fixture(autouse=True)
def provider(served: Served, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Served:
    cache.clear()
    monkeypatch.setenv("UNSTORI_TEST_SECRET", SECRET)
    settings.SIGN_IN = [served.configured()]
    served.lie()
    return served


@pytest.fixture
def council(db: None) -> Organisation:
    place = build.organisation()
    place.code = "W06000002"
    place.save()
    return place


@pytest.fixture
def huw(council: Organisation) -> User:
    account = build.user("Huw Parry", password=PASSWORD, is_demo=False)
    User.objects.filter(pk=account.pk).update(email="huw.parry@gwynedd.example")
    account.refresh_from_db()
    build._actor(account, kind="worker", organisation=council, role="social_worker")
    return account


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def said(action: str) -> list[dict[str, Any]]:
    return [each.detail for each in AuditEvent.objects.filter(action=action).order_by("created_at", "pk")]


def test_without_a_configuration_nothing_shows_and_nothing_opens(settings, client, db):
    settings.SIGN_IN = []
    assert "Other ways to sign in" not in client.get("/account/login/").content.decode()
    assert client.get(AWAY).status_code == client.get(f"{AWAY}back/").status_code == 404


@pytest.mark.parametrize(
    "language, words",
    [("en", "Sign in with Gwynedd Council"), ("cy", "Mewngofnodi â chyfrif Cyngor Gwynedd")],
)
def test_the_page_names_the_provider_in_both_languages(client, db, language, words):
    client.cookies["django_language"] = language
    page = client.get("/account/login/?next=/kept/").content.decode()
    assert words in page and "/account/with/gwynedd/?next=%2Fkept%2F" in page


def test_a_worker_comes_in_by_the_address_that_the_council_gave_them(
    huw, work, mailoutbox, django_capture_on_commit_callbacks
):
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = come(browser, "huw", f"{AWAY}?next=/kept/")
    assert answer.status_code == 302 and answer["Location"] == "/kept/" and is_in(browser)
    assert browser.get("/kept/").status_code == 200, "the council asked for the second step"
    (tie,) = SocialAccount.objects.all()
    assert tie.user == huw and tie.extra_data == {} and "huw" not in tie.uid
    assert said("account.tie") == [{"provider": "gwynedd", "by": "address"}]
    assert said("account.come_in") == [{"provider": "gwynedd", "second_step": "theirs"}]
    assert AuditEvent.objects.filter(action="account.sign_in", target_id=huw.pk).count() == 1
    work()
    (mail,) = mailoutbox
    assert mail.to == [huw.email] and "Gwynedd Council" in mail.body


def test_afterwards_the_subject_is_the_key_and_not_the_address(huw):
    come(Client(), "huw")
    User.objects.filter(pk=huw.pk).update(email="huw@married.example")
    thief = build.user("Somebody Else", is_demo=False)
    User.objects.filter(pk=thief.pk).update(email="huw.parry@gwynedd.example")
    browser = Client()
    come(browser, "huw")
    assert browser.session["_auth_user_id"] == str(huw.pk)


def test_our_own_second_step_is_asked_where_theirs_is_not_known(huw, settings, provider):
    settings.SIGN_IN = [provider.configured(second_step={})]
    browser = Client()
    come(browser, "huw")
    assert is_in(browser) and browser.get("/kept/")["Location"] == reverse("mfa_index"), (
        "a professional sets one up"
    )
    TOTP.activate(huw, secret := generate_totp_secret())
    again = Client()
    answer = come(again, "huw")
    assert answer["Location"].startswith(reverse("mfa_authenticate")) and not is_in(again)
    again.post(answer["Location"], {"code": code_now(secret)})
    assert is_in(again) and said("account.come_in")[-1]["second_step"] == "ours"


def test_a_second_step_there_stands_for_the_one_here(huw):
    TOTP.activate(huw, generate_totp_secret())
    browser = Client()
    come(browser, "huw")
    assert is_in(browser)


@pytest.mark.parametrize(
    "lie", ["signature", "nonce", "audience", "issuer", "old", "early", "none", "secret"]
)
def test_an_answer_that_is_not_the_providers_to_us_now_lets_nobody_in(huw, provider, lie):
    provider.lie(lie)
    browser = Client()
    answer = come(browser, "huw")
    page = answer.content.decode()
    assert answer.status_code == 400 and "We could not check what Gwynedd Council told us" in page
    assert "Sign in with your password" in page and not is_in(browser) and not SocialAccount.objects.exists()
    assert said("account.come_in_refused")[0]["why"].startswith("not_trusted")


def test_clocks_may_differ_a_little(huw, provider):
    provider.lie("slow")
    browser = Client()
    come(browser, "huw")
    assert is_in(browser)


@pytest.mark.parametrize(
    "who, words, why",
    [
        ("unproved", "has not confirmed your email address", "address_not_proved"),
        ("nain", "is not one that it gives its staff", "other_domain"),
        ("nameless", "did not tell us your email address", "no_address"),
    ],
)
def test_an_address_that_proves_nothing_opens_nothing(huw, who, words, why):
    browser = Client()
    answer = come(browser, who)
    assert answer.status_code == 403 and words in answer.content.decode() and not is_in(browser)
    assert said("account.come_in_refused") == [{"provider": "gwynedd", "why": why}]


def _nobody(huw: User) -> None:
    User.objects.filter(pk=huw.pk).update(email="moved@example.org")


def _closed(huw: User) -> None:
    User.objects.filter(pk=huw.pk).update(is_active=False)


def _left(huw: User) -> None:
    Capacity.objects.filter(user=huw).update(ends_on="2020-01-01")


def _works_elsewhere(huw: User) -> None:
    Capacity.objects.filter(user=huw).update(organisation=build.organisation("Elsewhere"))


def _is_a_father_too(huw: User) -> None:
    build._actor(huw, kind="family", person=build.person(), role="father")


def _tied_already(huw: User) -> None:
    SocialAccount.objects.create(user=huw, provider="gwynedd", uid="another")


@pytest.mark.parametrize(
    "change", [_nobody, _closed, _left, _works_elsewhere, _is_a_father_too, _tied_already]
)
def test_whoever_is_not_let_in_learns_nothing_about_accounts(huw, change):
    change(huw)
    browser = Client()
    before = SocialAccount.objects.count()
    answer = come(browser, "huw")
    page = answer.content.decode()
    assert answer.status_code == 403 and "We could not sign you in with Gwynedd Council" in page
    assert not is_in(browser) and SocialAccount.objects.count() == before
    assert said("account.come_in_refused") == [{"provider": "gwynedd", "why": "no_account"}]


def test_a_closed_account_stays_closed_whoever_knows_them(huw):
    come(Client(), "huw")
    _closed(huw)
    browser = Client()
    assert "We could not sign you in" in come(browser, "huw").content.decode() and not is_in(browser)


def test_whoever_stops_there_comes_back_to_a_page_that_helps(huw):
    answer = come(Client(), "nobody")
    assert "You did not sign in" in answer.content.decode() and answer.status_code == 200


def test_a_provider_that_is_away_says_so(settings, provider, db):
    settings.SIGN_IN = [provider.configured(issuer=f"http://127.0.0.1:{free_port()}")]
    answer = Client().get(AWAY)
    assert answer.status_code == 503 and "does not answer now" in answer.content.decode()


def test_a_provider_that_goes_away_meanwhile_says_so(huw, settings, provider):
    browser = Client()
    led_back = go_there(browser.get(AWAY)["Location"], "huw")
    cache.set(f"oidc:{provider.issuer}", {
        "issuer": provider.issuer, "token_endpoint": f"http://127.0.0.1:{free_port()}/token",
    })  # fmt: skip
    answer = browser.get(led_back)
    assert answer.status_code == 503 and not is_in(browser)


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(huw):
    browser, other = Client(), Client()
    led_back = go_there(browser.get(AWAY)["Location"], "huw")
    assert other.get(led_back).status_code == 400 and not is_in(other)
    browser.get(led_back)
    assert is_in(browser)
    again = Client(cookies=browser.cookies)
    assert again.get(led_back).status_code == 400
    assert Client().get(f"{AWAY}back/?code=x&state={secrets.token_urlsafe()}").status_code == 400


def test_another_site_cannot_send_somebody_to_sign_in(db):
    answer = Client().get(f"{AWAY}?next=/kept/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer["Location"] == "/account/login/?next=%2Fkept%2F"
    assert (
        "evil"
        not in Client().get(f"{AWAY}?next=https://evil.example/", headers={"Sec-Fetch-Site": "cross-site"})[
            "Location"
        ]
    )


def test_the_request_has_all_that_protects_it(provider, db):
    address = Client().get(AWAY, headers={"Accept-Language": "cy"})["Location"]
    for part in ("code_challenge_method=S256", "nonce=", "state=", "response_type=code", "ui_locales=cy"):
        assert part in address
    assert SECRET.replace(" ", "+") not in address


def test_wrong_passwords_close_the_password_and_not_the_council(huw):
    for _ in range(5):
        answer = sign_in_as(huw, "wrong")[1]
    assert answer.status_code == 429
    browser = Client()
    come(browser, "huw")
    assert is_in(browser)


def test_a_bad_configuration_stops_the_start(settings, provider):
    settings.SIGN_IN = [provider.configured(issuer="http://login.example")]
    with pytest.raises(
        ImproperlyConfigured, match="UNSTORI_SIGN_IN: provider gwynedd: the issuer must begin with https"
    ):
        apps.get_app_config("access").ready()


def test_a_provider_that_wants_a_key_and_no_secret(huw, settings, monkeypatch):
    """As NHS login does (private_key_jwt)."""
    key = rsa.generate_private_key(65537, 2048)
    ours = json.loads(RSAAlgorithm.to_jwk(key.public_key())) | {"use": "sig", "alg": "RS512", "kid": "ours"}
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    monkeypatch.setenv("UNSTORI_TEST_KEY", pem)
    how = {"token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "RS512"}
    with serve(HERE, client_secret=None, jwks={"keys": [ours]}, **how) as other:
        settings.SIGN_IN = [other.configured(secret_from="", key_from="UNSTORI_TEST_KEY")]
        browser = Client()
        come(browser, "huw")
        assert is_in(browser)
        monkeypatch.setenv("UNSTORI_TEST_KEY", SOMEBODY_ELSES)
        stranger = Client()
        assert come(stranger, "huw").status_code == 400 and not is_in(stranger)


def test_a_provider_of_an_organisation_that_is_not_here_is_said(db, provider):
    (said,) = providers_speak_for_somebody(databases=["default"])
    assert said.id == "access.W001" and "W06000002" in said.msg
    place = build.organisation()
    place.code = "W06000002"
    place.save()
    assert providers_speak_for_somebody(databases=["default"]) == []
