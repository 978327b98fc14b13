"""A list of people is written down once, whoever is in it; it opens nobody's story."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.access.models import AuditEvent


def lists(actor):
    return AuditEvent.objects.filter(action="list", capacity_id=actor.capacity_id)


@pytest.mark.parametrize("address", ["/", "/find/", "/find/?q=e"])
def test_one_event_a_list_with_those_whom_it_named(world, sign_in, address):
    other, hidden = build.person("Ela"), build.person("Elen")
    build.grant(other, world.huw)
    browser = sign_in(world.huw)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    event = lists(world.huw).get()
    assert event.detail["people"] == sorted([str(world.geth.pk), str(other.pk)])
    assert (event.person_id, event.detail["what"]) == (None, "find" if "find" in address else "home")
    assert str(hidden.pk) not in str(event.detail)
    for number in range(9):
        build.grant(build.person(f"Else {number}"), world.huw)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) <= len(few)
    assert lists(world.huw).count() == 2


def test_nobody_listed_writes_nothing_and_a_list_is_no_look(world, sign_in):
    sign_in(world.huw).get("/find/?q=nobody-of-this-name")
    assert not lists(world.huw).exists()
    sign_in(world.huw).get("/")
    page = sign_in(world.mair).get(reverse("circle:who_looked", args=[world.geth.reference])).text
    assert "<td>" not in page.partition("Huw Parry")[2] and "newest line" in page
