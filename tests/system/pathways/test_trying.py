"""A mother, on a phone and without an account, finds out by when her son's plan must be there, and what she can do."""

import pytest
from playwright.sync_api import expect

from tests import build
from tests.system.conftest import Open
from tests.system.faults import check_faultless
from tests.system.lives import pathways

pytestmark = pytest.mark.django_db(transaction=True)


def fill(page, group: str, day: str, month: str, year: str) -> None:
    box = page.get_by_role("group", name=group)
    for label, text in (("Day", day), ("Month", month), ("Year", year)):
        box.get_by_label(label, exact=True).fill(text)


@pytest.mark.parametrize("script", [True, False])
def test_she_tries_a_clock_and_sees_what_was_late_and_what_excuses_it(
    open_browser: Open, script: bool
) -> None:
    page = open_browser(None, phone=True, language="en", script=script)
    page.goto("/")
    page.get_by_role("link", name="How long may it take?").click()
    page.get_by_role("link", name="EHC needs assessment", exact=True).click()
    page.get_by_role("button", name="Show the days").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fill(page, "The day on which the local authority received the request", "7", "6", "2021")
    page.get_by_text("What was in the way", exact=True).click()
    page.get_by_label("Away from the area for 4 weeks or more").check()
    away = page.locator("#id_from-absent-day, [name='from-absent-day']").first
    expect(away).to_be_visible()
    for name, parts in (("from-absent", ("14", "6", "2021")), ("to-absent", ("20", "7", "2021"))):
        for part, text in zip(("day", "month", "year"), parts, strict=True):
            page.locator(f"[name='{name}-{part}']").fill(text)
    page.get_by_role("button", name="Show the days").click()
    expect(page.get_by_text("By Monday 25 October 2021")).to_be_visible()
    expect(page.get_by_text("No day moves.")).to_be_visible()
    expect(page.get_by_role("heading", name="If it is late")).to_be_visible()
    page.reload()  # the address holds it all
    expect(page.get_by_text("By Monday 25 October 2021")).to_be_visible()


def test_the_pages_have_no_faults(world: build.World, open_browser: Open) -> None:
    addresses = pathways.live(world)
    check_faultless(open_browser, None, dict(zip(addresses, addresses, strict=True)), [])
