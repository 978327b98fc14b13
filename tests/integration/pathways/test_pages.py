import pytest
from django.test import Client
from django.urls import reverse

from unstori.pathways import catalogue

pytestmark = pytest.mark.django_db


def test_every_clock_opens(client: Client) -> None:
    assert client.get(reverse("clocks:index")).status_code == 200
    for one in catalogue.clocks():
        page = client.get(
            reverse("clocks:clock", args=[one.id]),
            {"start-day": "2", "start-month": "11", "start-year": "2026"},
        )
        assert page.status_code == 200, one.id
