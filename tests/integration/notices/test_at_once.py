"""A calendar made on two devices at once has one address."""

import pytest

from tests import build
from tests.at_once import at_once, refused
from unstori.notices import actions
from unstori.notices.models import Feed

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_feed_stands(transactional_db):
    world = build.world()
    for _round in range(5):
        came = at_once(*(lambda: actions.make_feed(by=world.mair, named=False) for _device in range(3)))
        assert refused(came) == 0
        assert Feed.objects.filter(ended_at__isnull=True).count() == 1
        actions.end_feed(by=world.mair)
