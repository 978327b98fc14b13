"""Two at once choose how symbols are drawn: one set holds, and nobody meets an error."""

import pytest

from tests import build
from tests.at_once import at_once, refused
from unstori.boards import actions
from unstori.boards.models import ChosenSet, SymbolSet
from unstori.people.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_set_is_chosen(transactional_db):
    world = build.world()
    place = Organisation.objects.get(pk=world.huw.organisation_id)
    sets = [
        SymbolSet.objects.create(
            organisation=place, name=name, licence="Ours", created_by_id=world.huw.capacity_id
        )
        for name in ("One", "Two", "Three")
    ]
    for _round in range(5):
        came = at_once(
            *(lambda one=one: actions.choose_set(by=world.huw, person=world.geth, set=one) for one in sets)
        )
        assert refused(came) == 0
        assert ChosenSet.objects.filter(ended_at__isnull=True).count() == 1
        actions.choose_set(by=world.huw, person=world.geth, set=None)
