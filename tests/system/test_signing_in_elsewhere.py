"""Somebody signs in with their council's identity, in a real browser at a real provider, without a script of ours."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests import build
from tests.integration.access.test_accounts import PASSWORD
from tests.system.conftest import Open
from tests.system.faults import faults, keep_picture, violations
from tests.system.oidc import SECRET, Served, serve
from tests.system.walking import ELSEWHERE, name_of
from unstori.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {
    "en": {"in": "Sign in with Gwynedd Council", "out": "Sign out", "there": "Sign out of Gwynedd Council too",
           "no": "Your email address at Gwynedd Council is not one that it gives its staff", "add": "Add Gwynedd Council",
           "go": "Go on to Gwynedd Council", "added": "Gwynedd Council opens your account now too."},
    "cy": {"in": "Mewngofnodi â chyfrif Cyngor Gwynedd", "out": "Allgofnodi",
           "there": "Allgofnodi o gyfrif Cyngor Gwynedd hefyd",
           "no": "Nid cyfeiriad staff yw’r cyfeiriad e-bost a roddodd Cyngor Gwynedd i ni", "add": "Ychwanegu cyfrif Cyngor Gwynedd",
           "go": "Ymlaen i’r mewngofnodi: Cyngor Gwynedd",
           "added": "Mae cyfrif Cyngor Gwynedd yn agor eich cyfrif chi yma hefyd nawr."},
}  # fmt: skip


@pytest.fixture
def provider(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    cache.clear()
    monkeypatch.setenv("UNSTORI_TEST_SECRET", SECRET)
    with serve(live_server.url) as served:
        settings.SIGN_IN = [served.configured()]
        yield served


@pytest.fixture
def huw(world: build.World) -> User:
    world.authority.code = "W06000002"
    world.authority.save()
    account = build.account_of(world.huw)
    account.email = "huw.parry@gwynedd.example"
    account.set_password(PASSWORD)
    account.save()
    return account


def choose(page: Page, who: str) -> None:
    """At the provider."""
    expect(page.locator("h1")).to_have_text("The other organisation")
    page.get_by_role("link", name=who, exact=True).click()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_in_and_out_with_the_councils_identity(
    huw: User, provider: Served, open_browser: Open, language: str
) -> None:
    said, page = SAID[language], open_browser(phone=True, language=language, script=False)
    wrong = faults(page, "/account/login/", language)
    page.get_by_role("button", name=said["in"]).click()
    choose(page, "huw")
    page.wait_for_url(lambda url: url.endswith("/") and "account" not in url and "choose" not in url)
    page.goto("/account/logout/")
    page.locator("main form button[type=submit]").click()
    assert name_of("/account/left/") in ELSEWHERE
    page.wait_for_url("**/account/left/")
    wrong += faults(page, "/account/left/", language)
    page.get_by_role("button", name=said["there"]).click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    page.get_by_role("button", name=said["in"]).click()
    choose(page, "nain")  # asked again, so the provider has forgotten Huw
    expect(page.locator("h1")).to_have_text(said["no"])
    keep_picture(page, f"{language}-refused")
    assert not wrong, "\n".join(wrong)


def test_adding_it_to_an_account(
    huw: User, provider: Served, open_browser: Open, world: build.World, settings: Any
) -> None:
    """From a provider that speaks for no organisation: an employer's opens nothing of who is family alone."""
    said, language = SAID["cy"], "cy"
    settings.SIGN_IN = [provider.configured(organisation="", domains=[])]
    account = build.account_of(world.mair)
    account.set_password(PASSWORD)
    account.save()
    page = open_browser(world.mair, phone=True, language=language)
    wrong = faults(page, "/account/with/", language) + violations(page, "/account/with/")
    page.get_by_role("button", name=said["add"]).click()
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/adding/")
    wrong += faults(page, page.url, language) + violations(page, page.url)
    page.get_by_role("button", name=said["go"]).click()
    choose(page, "nain")
    expect(page.get_by_text(said["added"])).to_be_visible()
    keep_picture(page, f"{language}-added")
    wrong += violations(page, page.url)
    assert not wrong, "\n".join(wrong)
