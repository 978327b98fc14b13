"""The shortest journey, walked on every database: a mother comes in and reads, adds, and sees what she added."""

import pytest
from playwright.sync_api import Page, expect

from tests import build
from tests.system.conftest import Open

pytestmark = [pytest.mark.smoke, pytest.mark.django_db(transaction=True)]


def become(page: Page, name: str) -> None:
    page.goto("/become/")
    page.get_by_role("button", name=name).first.click()


def test_mother_comes_in_by_become_and_sees_the_story(world: build.World, open_browser: Open) -> None:
    page = open_browser(phone=True)
    become(page, "Mair")
    page.goto(f"/p/{world.geth.reference}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geth")
    expect(page.get_by_role("heading", name="What happens next")).to_be_visible()
