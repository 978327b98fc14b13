"""The address of an answer is short enough to be shared: what was left empty is not in it."""

from urllib.parse import urlsplit

import pytest

from tests.system.conftest import Open

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_address_says_only_what_was_asked(open_browser: Open) -> None:
    page = open_browser(None, phone=True)
    page.goto("/services/")
    page.get_by_role("searchbox").or_(page.locator("input[name=q]")).first.fill("swimming")
    page.get_by_role("button", name="Find", exact=True).click()
    page.wait_for_url("**/services/?*")
    assert urlsplit(page.url).query == "q=swimming"
