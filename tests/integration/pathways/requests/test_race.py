"""Two who answer one request at once: exactly one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests import build
from tests.at_once import behind
from tests.integration.pathways.requests.conftest import asked, begun, capacity
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Turn

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


def hand(desks, row, to, **more):
    return actions.hand_over(by=desks.huw, pathway=row, to=capacity(to), words="She knows them", **more)


def test_two_hand_it_over_at_once_and_it_is_held_by_one(desks):
    row = begun(desks)
    told = behind(
        lambda: hand(desks, row, desks.office.non, seen=row.version),
        lambda: hand(desks, row, desks.office.boss, seen=row.version),
    )
    assert isinstance(told, RuleBroken) and "quicker" in str(told.reason)
    row.refresh_from_db()
    assert row.holder_id == desks.office.non.capacity_id


def test_the_night_behind_somebody_who_takes_it_leaves_it_with_them(desks):
    """What was found to be held by somebody who is gone is in other hands once the night has its turn."""
    row = begun(desks)
    type(capacity(desks.huw)).objects.filter(pk=desks.huw.capacity_id).update(
        ends_on=clock.today() - timedelta(1)
    )

    def taken():
        actions.take_over(
            by=build.system(),
            person=desks.office.ela,
            leaving=capacity(desks.huw),
            to=capacity(desks.office.non),
        )

    assert behind(taken, lambda: actions.never_unheld(by=build.system())) == 0
    assert Pathway.objects.get(pk=row.pk).holder_id == desks.office.non.capacity_id
    held = [turn.holder_id for turn in Turn.objects.filter(pathway=row).order_by("created_at")]
    assert None not in held and held[-1] == desks.office.non.capacity_id


def test_a_step_behind_a_handover_names_who_holds_it_now(desks):
    """Its turn is evidence of who held it then: never nobody, never who held it before."""
    row = asked(desks, desks.speech)
    done = behind(
        lambda: hand(desks, row.pathway, desks.office.non),
        lambda: actions.accept(by=desks.sian, request=row, seen=row.version),
    )
    assert done.holder_id == desks.office.non.capacity_id
