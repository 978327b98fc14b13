"""Two who answer one request at once: exactly one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.integration.pathways.requests.conftest import asked, capacity
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Turn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time elsewhere"),
]


def test_accepting_declining_and_redirecting_at_once(desks):
    row, ready = asked(desks, desks.speech), Barrier(3)
    no = {
        "reason": "other",
        "words": "No",
        "would_change": "x",
        "next_words": "y",
        "next_by": capacity(desks.huw),
    }
    doing = [
        lambda: actions.accept(by=desks.sian, request=row, seen=row.version),
        lambda: actions.decline(by=desks.rhys, request=row, seen=row.version, **no),
        lambda: actions.redirect(by=desks.rhys, request=row, to=desks.sleep, words="They", would_change="x", seen=row.version),
    ]  # fmt: skip

    def run(act):
        try:
            ready.wait(10)
            act()
            return "won"
        except RuleBroken as told:
            return str(told.reason)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(run, doing))
    assert said.count("won") == 1 and sum("quicker" in one for one in said) == 2
    assert Turn.objects.filter(request=row, move__in=("accept", "decline", "redirect")).count() == 1
