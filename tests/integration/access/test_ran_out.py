"""A session that runs out while somebody writes: their words wait behind signing in, in the form itself."""

import re
import time

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from unstori.access.models import Draft
from unstori.story.models import Entry

pytestmark = pytest.mark.django_db
SENT = {
    "words": "He slept all night",
    "section": "care",
    "language": "en",
    "kind": "worry",
    "happened_on": "2019",
}


@pytest.fixture
def address(world):
    return f"/p/{world.geth.reference}/story/add/"


def run_out(browser, why):
    session = browser.session
    if why == "half an hour":
        Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now())
    else:
        session["began"] = time.time() - 10 * 3600 - 1
        session.save()


@pytest.mark.parametrize("why", ["half an hour", "ten hours"])
def test_words_come_back_in_the_form_after_signing_in(world, sign_in, address, why):
    browser = sign_in(world.mair)
    run_out(browser, why)
    page = browser.post(address, SENT)
    assert page.status_code == 403 and "He slept all night" in page.text
    shown = re.findall(r'<div class="card">(.*?)</div>', page.text, re.S)
    assert "Care" in page.text and not any(
        f"<p>{code}</p>" in one for one in shown for code in ("care", "en", "worry")
    )
    draft = Draft.objects.get()
    back = f"{address}?kept={draft.pk}"
    assert f"kept%3D{draft.pk}" in page.text
    assert "He slept all night" not in sign_in(world.huw).get(back).text, "only its author's"
    browser = sign_in(world.mair)
    form = browser.get(back).text
    assert "He slept all night" in form and re.search(
        r'value="worry"[^>]*checked|checked[^>]*value="worry"', form
    )
    assert "He slept all night" not in browser.get(address).text
    assert browser.post(back, SENT).status_code == 302
    assert Entry.objects.filter(words="He slept all night").count() == 1 and not Draft.objects.exists()


def test_after_signing_out_nothing_is_kept_and_signing_in_is_offered(world, sign_in, address):
    browser = sign_in(world.mair)
    browser.logout()
    page = browser.post(address, SENT)
    assert (
        page.status_code == 403 and "He slept all night" in page.text and "/account/login/?next=" in page.text
    )
    assert not Draft.objects.exists()
