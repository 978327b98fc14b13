"""The shortest journey, walked on every database: a mother adds what happened, her worker reads it."""

import pytest
from playwright.sync_api import Page, expect

from tests import build
from tests.system.conftest import Open
from tests.system.steps import sees, send

pytestmark = [pytest.mark.smoke, pytest.mark.django_db(transaction=True)]


def become(page: Page, name: str) -> None:
    page.goto("/become/")
    page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_mother_adds_to_the_story_and_her_worker_reads_it(
    world: build.World, open_browser: Open, script: bool
) -> None:
    here = f"/p/{world.geth.reference}/"
    phone = open_browser(phone=True, script=script)
    become(phone, "Mair")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Geth")
    expect(phone.get_by_role("heading", name="What happens next")).to_be_visible()
    phone.goto(here + "story/add/")
    send(phone, words="He slept all night.")
    sees(phone, "He slept all night.")

    laptop = open_browser(script=script, language="cy")
    become(laptop, "Huw Parry")
    laptop.get_by_role("link", name="Geth").first.click()
    laptop.goto(here + "story/")
    sees(laptop, "He slept all night.")

    elsewhere = open_browser(script=script)
    become(elsewhere, "Sam Blake")
    refused = elsewhere.goto(here + "story/")
    assert refused and refused.status == 404


def test_pages_keep_their_place_when_the_language_changes(world: build.World, open_browser: Open) -> None:
    page = open_browser(world.mair, phone=True)
    page.goto(f"/p/{world.geth.reference}/circle/")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    assert page.url.endswith("/circle/")
