"""A boy of 11 who does not use words: his circle writes what it sees on two phones at once, and a profile follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import build
from tests.system.conftest import Open
from tests.system.steps import press, send
from unstori.story.models import Fact, Statement

pytestmark = pytest.mark.django_db(transaction=True)
CLAPS, HUMS, HIDES = "He claps and jumps.", "Mae’n hymian.", "Under the table, every time."


@pytest.fixture
def phones(world: build.World, open_browser: Open) -> tuple[Page, Page]:
    """His mother begins it; both have the same question open."""
    mair = open_browser(world.mair, phone=True)
    mair.goto(f"/p/{world.geth.reference}/story/what-matters/start/")
    mair.get_by_role("link", name="Observed together").click()
    send(mair, who_was_there="Mam, Mrs Patel")
    teacher = open_browser(world.teacher, phone=True, language="cy")
    for phone in (mair, teacher):
        phone.goto(re.sub(r"/what-matters/([^/]+)/.*", r"/what-matters/\1/together/happy/", mair.url))
    return mair, teacher


def test_two_phones_at_once_lose_no_word_and_a_profile_follows(
    world: build.World, phones: tuple[Page, Page]
) -> None:
    mair, teacher = phones
    when_both_type_at_the_same_time(mair, teacher)
    then_each_sees_the_other_without_touching_the_page(mair, teacher)
    and_what_one_is_writing_is_left_alone(mair)
    when_each_says_whether_they_see_the_same(mair, teacher)
    then_what_they_agree_on_is_part_of_the_story(world, mair)
    assert not mair.complaints and not teacher.complaints  # type: ignore[attr-defined]


def when_both_type_at_the_same_time(mair: Page, teacher: Page) -> None:
    for phone, words in ((mair, CLAPS), (teacher, HUMS)):
        phone.locator("textarea[name=words]").press_sequentially(words, delay=5)
    for phone in (mair, teacher):
        expect(phone.locator("[data-autosave-note]")).not_to_be_empty()


def then_each_sees_the_other_without_touching_the_page(mair: Page, teacher: Page) -> None:
    expect(mair.locator("[data-live]")).to_contain_text(HUMS)
    expect(teacher.locator("[data-live]")).to_contain_text(CLAPS)
    expect(mair.locator("[data-live]")).to_contain_text("Mrs Patel")
    expect(mair.locator("[data-live-note]")).to_contain_text("Somebody added something.")


def and_what_one_is_writing_is_left_alone(mair: Page) -> None:
    expect(mair.locator("textarea[name=words]")).to_have_value(CLAPS)


def when_each_says_whether_they_see_the_same(mair: Page, teacher: Page) -> None:
    press(teacher.locator("[data-live] form").first)
    expect(teacher.locator("[data-live]")).to_contain_text("Rydych chi’n gweld hyn hefyd.")
    mair.locator("[data-live] a", has_text="I see it differently").click()
    send(mair, so_too="no", words=HIDES)
    expect(teacher.locator("[data-live]")).to_contain_text(HIDES)


def then_what_they_agree_on_is_part_of_the_story(world: build.World, mair: Page) -> None:
    mair.goto(mair.url.split("/together/")[0].split("/see/")[0] + "/check/")
    expect(mair.locator("main")).to_contain_text(HIDES)
    press(mair.locator('main form[method="post"]').last)
    expect(mair.locator("main")).to_contain_text(CLAPS)
    row = Statement.objects.get()
    assert (row.words, row.said_by, row.agreed_by) == (CLAPS, "Mair", "Mrs Patel")
    assert Fact.objects.get(person=world.geth).words == f"When I am happy: {CLAPS}"
    mair.goto(f"/p/{world.geth.reference}/plan/documents/")
    send(mair, layout="one-page-profile", language="en")
    expect(mair.locator("main")).to_contain_text(CLAPS)


def test_it_works_without_a_script(world: build.World, open_browser: Open) -> None:
    huw, mair = (open_browser(by, phone=True, script=False) for by in (world.huw, world.mair))
    huw.goto(f"/p/{world.geth.reference}/story/what-matters/start/observed-together/")
    press(huw.locator("main form").last)
    mair.goto(huw.url)
    for phone, words in ((huw, CLAPS), (mair, HUMS)):
        phone.locator('main a[href*="/together/happy/"]').click()
        send(phone, words=words)
        phone.goto(phone.url.replace("/together/sad/", "/together/happy/"))
    huw.get_by_role("link", name="Look again").click()
    expect(huw.locator("main")).to_contain_text(HUMS)
    press(huw.locator("[data-live] form").first)
    expect(huw.locator("main")).to_contain_text("You see it so too.")
