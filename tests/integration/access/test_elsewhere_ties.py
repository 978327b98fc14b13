"""Somebody adds another way to sign in and takes it away; who leaves is told where they are still signed in."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from tests import build
from tests.integration.access.test_accounts import PASSWORD, once_more, sign_in_as
from tests.integration.access.test_elsewhere import AWAY, TIES, council, huw, is_in, provider, said, served
from tests.system.oidc import Served, come, go_there
from unstori.people.models import User

__all__ = ["council", "huw", "provider", "served"]


def _adds(browser: Client, who: str) -> str:
    browser.post(f"{AWAY}add/")
    once_more(browser)
    browser.post(f"{AWAY}add/")
    come(browser, who, f"{AWAY}adding/?go=1")
    return browser.get(TIES).content.decode()


@pytest.fixture
def for_families(provider: Served, settings: Any) -> None:
    """A provider that speaks for no organisation, as NHS login."""
    settings.SIGN_IN = [provider.configured(organisation="", domains=[])]


@pytest.fixture
def eleri(db: None) -> User:
    account = build.user("Eleri", password=PASSWORD, is_demo=False)
    build._actor(account, kind="family", person=build.person(), role="mother")
    return account


def test_somebody_adds_a_way_themselves_and_takes_it_away(eleri, for_families):
    """As families would with the NHS: no address is asked for, their own account says who they are."""
    browser, _ = sign_in_as(eleri)
    assert "Sign in with another organisation" in browser.get(reverse("mfa_index")).content.decode()
    first = browser.post(f"{AWAY}add/")
    assert first["Location"].startswith(reverse("account_reauthenticate")), "the password is asked for again"
    page = _adds(browser, "nain")
    assert "Gwynedd Council opens your account now too." in page and "In use" in page
    fresh = Client()
    come(fresh, "nain")
    assert fresh.session["_auth_user_id"] == str(eleri.pk)
    tie = SocialAccount.objects.get()
    browser.post(f"/account/with/{tie.pk}/take-away/")
    assert not SocialAccount.objects.exists()
    after = Client()
    come(after, "nain")
    assert not is_in(after) and said("account.untie") == [{"provider": "gwynedd"}]


def test_an_identity_of_somebody_else_cannot_be_added_and_whose_it_is_is_not_said(huw, eleri):
    come(Client(), "huw")
    browser, _ = sign_in_as(eleri)
    page = _adds(browser, "huw")
    assert "This way to sign in cannot be added here" in page and "Huw" not in page
    assert SocialAccount.objects.get().user == huw
    assert said("account.come_in_refused")[-1]["why"] == "not_tied"


def test_nobody_is_sent_to_add_a_way_by_a_link(eleri):
    browser, _ = sign_in_as(eleri)
    assert browser.get(f"{AWAY}adding/?go=1")["Location"] == TIES
    assert browser.get(f"{AWAY}add/").status_code == 405


def test_what_somebody_began_nobody_else_ends(huw, eleri):
    browser, _ = sign_in_as(eleri)
    browser.post(f"{AWAY}add/")
    once_more(browser)
    browser.post(f"{AWAY}add/")
    led_back = go_there(browser.get(f"{AWAY}adding/?go=1")["Location"], "nain")
    session = browser.session
    session["_auth_user_id"] = str(huw.pk)
    session["_auth_user_hash"] = huw.get_session_auth_hash()
    session.save()
    assert browser.get(led_back).status_code == 400 and not SocialAccount.objects.exists()


def test_a_tie_of_somebody_else_is_not_there(eleri, huw):
    come(Client(), "huw")
    browser, _ = sign_in_as(eleri)
    once_more(browser)
    assert browser.post(f"/account/with/{SocialAccount.objects.get().pk}/take-away/").status_code == 404
    assert SocialAccount.objects.exists()


def test_the_last_way_in_stays(huw):
    browser = Client()
    come(browser, "huw")
    huw.set_unusable_password()
    huw.save()
    browser = Client()
    come(browser, "huw")
    browser.post(f"/account/with/{SocialAccount.objects.get().pk}/take-away/")
    assert SocialAccount.objects.exists()
    assert "This is your only way to sign in" in browser.get(TIES).content.decode()


def test_signing_out_offers_to_sign_out_there_too(huw, provider):
    browser = Client()
    come(browser, "huw")
    left = browser.post("/account/logout/")
    assert left["Location"] == "/account/left/" and not is_in(browser)
    page = browser.get(left["Location"]).content.decode()
    assert (
        "Sign out of Gwynedd Council too" in page and f"{provider.issuer}/session/end?id_token_hint=" in page
    )
    assert browser.get("/account/left/").status_code == 200
    assert Client().get("/account/left/")["Location"] == "/account/login/"


def test_whoever_signs_in_next_on_the_same_screen_finds_nothing_of_who_was_there(huw, eleri):
    screen = Client()
    come(screen, "huw")
    screen.post("/account/logout/")
    sign_in_as(eleri, browser=screen)
    assert "left" not in screen.session and screen.get("/account/left/")["Location"] == "/account/login/"


def test_who_did_not_finish_leaves_nothing_to_the_next(huw, eleri):
    """Huw never typed his code, and went away."""
    screen = Client()
    session = screen.session
    session["elsewhere"] = {"provider": "gwynedd", "token": "x", "ends": "y", "user": str(huw.pk)}
    session.save()
    screen.cookies["sessionid"] = session.session_key
    sign_in_as(eleri, browser=screen)
    assert screen.session["_auth_user_id"] == str(eleri.pk)
    assert screen.post("/account/logout/")["Location"] == "/"


def test_signing_out_with_a_password_is_as_before(eleri):
    browser, _ = sign_in_as(eleri)
    assert browser.post("/account/logout/")["Location"] == "/"
