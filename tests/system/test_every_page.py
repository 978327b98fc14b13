"""Every page as everybody sees it: in both languages, on a phone and wide, with scripts and without."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import build
from tests.meta.test_every_address import addresses
from tests.system.conftest import Open
from tests.system.faults import check_faultless, with_script, without_script
from tests.system.walking import BY_SECRET, ELSEWHERE, LEADS_ON, NOT_PAGES, VISITORS, pages, take_in
from unstori.access.rules import Actor

pytestmark = pytest.mark.django_db(transaction=True)
SEE_MOST = ("mother", "key worker")


def test_pages_have_no_faults(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client]
) -> None:
    """In Welsh, with scripts, as the mother has them, and as the key worker has what she has not.

    In English, without scripts, as the key worker has them, and as the mother has what the key worker has not.
    """
    hers, broken_hers = pages(lived, sign_in(lived.mair))
    found, broken = pages(lived, sign_in(lived.huw))
    assert min(len(hers), len(found)) >= 25, sorted([*hers, *found])
    new = {name: at for name, at in found.items() if name not in hers or name == "web:home"}
    other = {name: at for name, at in hers.items() if name not in found}
    wrong = broken_hers + broken
    wrong += with_script(open_browser, lived.mair, hers) + with_script(open_browser, lived.huw, new)
    wrong += without_script(open_browser, lived.huw, found) + without_script(open_browser, lived.mair, other)
    assert not wrong, "\n".join(wrong)


def test_nobody_else_has_a_page_with_faults_and_no_page_is_left_out(
    lived: build.World, open_browser: Open, sign_in: Callable[[Actor], Client]
) -> None:
    """What somebody before them has too is laid out alike, but for the first page, and is looked at once."""
    walked: set[str] = set()
    for who in sorted(VISITORS, key=lambda who: who not in SEE_MOST):
        actor = VISITORS[who](lived)
        found, broken = pages(lived, sign_in(actor) if actor else Client())
        new = {name: at for name, at in found.items() if name not in walked or name == "web:home"}
        if who not in SEE_MOST:
            check_faultless(open_browser, actor, new, broken)
        walked |= found.keys()
    elsewhere = NOT_PAGES | LEADS_ON | BY_SECRET | ELSEWHERE | take_in(sign_in(lived.mair))
    left_out = sorted(set(addresses()) - walked - elsewhere)
    assert not left_out, ", ".join(left_out)
