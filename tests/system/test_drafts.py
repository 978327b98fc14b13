"""What is typed is not lost: it waits in this tab, for this person and this form, until it is saved."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests import build
from tests.system.conftest import Open
from tests.system.steps import send

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "He slept through. I cried, good tears."


def test_typed_words_wait_until_they_are_saved(world: build.World, open_browser: Open) -> None:
    page = open_browser(world.mair, phone=True)
    add, share = (f"/p/{world.geth.reference}/{where}" for where in ("story/add/", "circle/share/"))
    words = page.locator("main [name=words]")
    page.goto(add)
    words.press_sequentially(WORDS)
    page.goto("/")
    page.goto(add)
    expect(words).to_have_value(WORDS)
    # In no other form, and not after they are part of the story.
    page.goto(share)
    expect(page.locator("main [name=purpose]")).to_have_value("")
    page.goto(add)
    send(page, kind="worry")
    page.goto(add)
    expect(words).to_have_value("")


def test_signing_out_empties_the_tab(world: build.World, open_browser: Open) -> None:
    page = open_browser(world.mair)
    page.goto(f"/p/{world.geth.reference}/story/add/")
    page.locator("main [name=words]").press_sequentially(WORDS)
    page.context.clear_cookies()
    page.goto("/")
    page.wait_for_function("!Object.keys(sessionStorage).some(key => key.startsWith('draft:'))")


def test_a_session_that_runs_out_empties_nothing(world: build.World, open_browser: Open) -> None:
    page = open_browser(world.mair)
    page.goto(f"/p/{world.geth.reference}/story/add/")
    page.locator("main [name=words]").press_sequentially(WORDS)
    Session.objects.update(expire_date=timezone.now())
    send(page, kind="worry")
    expect(page.get_by_role("heading", name="Sign in again to save this")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Sign in and go on").click()
    assert page.evaluate("Object.values(sessionStorage)").count(WORDS) == 1
