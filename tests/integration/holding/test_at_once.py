"""Two at once on what nobody holds: who owns it is read once it is one's turn."""

import pytest
from django.db import connection  # noqa: F401  asked by a mark

from tests import build
from tests.at_once import behind
from tests.integration.holding.conftest import Office, capacity
from unstori.holding import actions
from unstori.holding.models import Unheld

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time elsewhere"),
]


def test_what_was_just_handed_over_stays_with_who_has_it_and_is_owned_by_somebody(duty: Office):
    made = actions.press(by=duty.mam, person=duty.ela, words="Who sees to the sleep clinic?")

    def taken(to):
        return actions.take_over(
            by=build.system(), person=duty.ela, leaving=capacity(duty.non), to=capacity(to)
        )

    assert behind(lambda: taken(duty.boss), lambda: taken(duty.huw)) == 0
    assert Unheld.objects.get(pk=made.pk).owner_id == duty.boss.capacity_id


def test_the_family_takes_it_back_while_it_moves_and_the_turn_names_who_had_it(duty: Office):
    made = actions.press(by=duty.mam, person=duty.ela, words="Who sees to the sleep clinic?")
    done = behind(
        lambda: actions.take_over(
            by=build.system(), person=duty.ela, leaving=capacity(duty.non), to=capacity(duty.boss)
        ),
        lambda: actions.take_back(by=duty.mam, unheld=made),
    )
    assert done.owner_id == duty.boss.capacity_id, done
