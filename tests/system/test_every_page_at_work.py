"""Every page as professionals and visitors see it, in both languages, on a phone and wide."""

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
@pytest.mark.parametrize("who", ["key worker", "governance", "nobody"])
def test_pages_have_no_faults_at_work(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client], who: str, language: str
) -> None:
    actor = visitor(lived, who)
    found, broken = pages(lived, sign_in(actor) if actor else Client())
    assert len(found) >= (25 if who == "key worker" else 4), sorted(found)
    check_faultless(open_browser(actor, phone=True, language=language), found, broken, language)
