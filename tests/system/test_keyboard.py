"""Everything by keyboard alone: where one is can be seen, and the way to the main part is short."""

import pytest
from playwright.sync_api import Page, expect

from tests import build
from tests.system.conftest import Open
from tests.system.life import live

pytestmark = pytest.mark.django_db(transaction=True)
HERE = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    words: (one.innerText || one.getAttribute("aria-label") || one.name || "").trim(),
    id: one.id, inside: one.closest("header, nav, main, footer, body").tagName,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
    place: one === document.body ? 0 : [...document.querySelectorAll("*")].indexOf(one),
  };
}"""


def walk(page: Page, most: int = 80) -> list[dict]:
    """Every stop of the Tab key, to the end of the page."""
    stops: list[dict] = []
    for _step in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if not stop["place"] or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)
    return stops


@pytest.fixture
def at_home(world: build.World, open_browser: Open) -> Page:
    live(world)
    page = open_browser(world.mair)
    page.goto(f"/p/{world.geth.reference}/")
    return page


def test_skip_link_is_first_and_leads_to_the_main_part(at_home: Page) -> None:
    at_home.keyboard.press("Tab")
    first = at_home.evaluate(HERE)
    assert first["seen"], "the skip link shows itself when it has the focus"
    at_home.keyboard.press("Enter")
    expect(at_home.locator("#main")).to_be_focused()


def test_tab_goes_down_the_page_and_can_always_be_seen(at_home: Page) -> None:
    stops = walk(at_home)
    assert len(stops) > 12
    assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops)
    assert [stop for stop in stops if not stop["seen"]] == []
    assert [stop for stop in stops if not stop["marked"]] == []
    assert all(stop["words"] for stop in stops)


def test_forms_are_filled_and_sent_by_keyboard(world: build.World, open_browser: Open) -> None:
    page = open_browser(world.mair)
    page.goto(f"/p/{world.geth.reference}/story/add/")
    reached = []
    while "words" not in reached and len(reached) < 40:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || ''"))
    page.keyboard.type("He slept all night.")
    page.locator("main form button[name='']").or_(page.locator("main form button:not([name])")).last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("He slept all night.")
