"""Every page is whole without JavaScript; and no page is left out of the walk."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import build
from tests.meta.test_every_address import addresses
from tests.system.conftest import Open
from tests.system.walking import BY_SECRET, NOT_PAGES, TAKE_IN, pages, visitor
from unstori.access.rules import Actor

pytestmark = pytest.mark.django_db(transaction=True)
# What is not there without a script is not needed: the main part reads the same, every form can be sent.
FORMS = """() => [...document.querySelectorAll("main form")].map(form =>
  [form.action, !!form.querySelector("button, input[type=submit]"), form.getClientRects().length > 0])"""


@pytest.mark.parametrize("who", ["mother", "key worker"])
def test_pages_are_whole_without_javascript(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client], who: str
) -> None:
    actor = visitor(lived, who)
    assert actor
    with_script, without = (
        open_browser(actor, phone=True, language="cy", script=script) for script in (True, False)
    )
    found, wrong = pages(lived, sign_in(actor))
    for address in found.values():
        read = []
        for page in (with_script, without):
            page.goto(address)
            read.append((page.locator("main h1").count(), page.evaluate(FORMS)))
        wrong += [f"{address}: {read}"] if read[0] != read[1] else []
        wrong += [f"{address}: cannot be sent: {form}" for form in read[1][1] if form[1:] != [True, True]]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_left_out(lived: build.World, sign_in: Callable[[Actor], Client]) -> None:
    walked: set[str] = set()
    for who in ("mother", "person", "key worker", "governance", "nobody"):
        actor = visitor(lived, who)
        walked |= set(pages(lived, sign_in(actor) if actor else Client())[0])
    left_out = sorted(set(addresses()) - walked - NOT_PAGES - TAKE_IN - BY_SECRET)
    assert not left_out, ", ".join(left_out)
