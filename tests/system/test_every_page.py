"""Every page as the person and their family see it, in both languages, on a phone and wide."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import build
from tests.system.conftest import Open
from tests.system.faults import check_faultless
from tests.system.walking import pages, visitor
from unstori.access.rules import Actor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("who", ["mother", "person"])
def test_pages_have_no_faults(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client], who: str, language: str
) -> None:
    actor = visitor(lived, who)
    found, broken = pages(lived, sign_in(actor) if actor else Client())
    assert len(found) >= 25, sorted(found)
    if who == "person":  # what both have is laid out alike, and is looked at as the mother
        both, _broken = pages(lived, sign_in(lived.mair))
        found = {name: address for name, address in found.items() if name not in both}
        assert "circle:private" in found
    check_faultless(open_browser(actor, phone=True, language=language), found, broken, language)
