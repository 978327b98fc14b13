"""The demo region's services are a feed like any other: right, and found."""

import pytest
from django.test import Client

from unstori.access.actions.identity import system_actor
from unstori.directory.rules import check
from unstori.exchange.region import offered

pytestmark = pytest.mark.django_db


def test_the_regions_services_are_right_and_found():
    documents = offered.documents()
    assert len(documents) >= 30 and len({one["id"] for one in documents}) == len(documents)
    assert [found for one in documents for found in check(one)] == []
    assert offered.take_in(system_actor()) == len(documents)
    assert offered.take_in(system_actor()) == 0
    page = Client().get("/services/?q=swim&age=9&day=5").content.decode()
    assert "Relaxed swimming" in page and "Saturday Spark" not in page
