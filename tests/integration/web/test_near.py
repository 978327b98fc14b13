"""From an outcome to what could help near here: with what the reader may know, and no word of it in an address."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from tests.integration.plan.conftest import outcome, words  # noqa: F401 - what these tests stand on
from unstori.access.actions import withholding
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.models import Entry as Service
from unstori.people.models import Capacity, Person
from unstori.plan import actions
from unstori.plan.models import Support

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(world):
    by = build.system()
    feed = directory.feed_at(by=by, address="/feeds/near.json")
    singers = {"id": hsds.uuid("choir"), "name": "Y Gân"}
    choir = hsds.service(3, name="Choir", description="We sing.", attributes=[], organization=singers)
    coming = [hsds.service(1), hsds.service(2), choir]
    directory.take_entries(by=by, feed=feed, coming=[directory.Coming(one) for one in coming])
    Service.objects.filter(name="Swimming 1").update(needs_referral=True)
    Person.objects.filter(pk=world.geth.pk).update(postcode="CF10 1AA")
    world.geth.refresh_from_db()


@pytest.fixture
def near(world, outcome):  # noqa: F811
    return reverse("web:near", args=[world.geth.reference, outcome.pk])


def names(page):
    return re.findall(r'<h3><a href="/services/[^"]+">([^<]+)</a></h3>', page)


def value(page, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', page
    )
    return found[1] if found else ""


def test_it_begins_with_the_words_of_the_outcome(world, services, near, outcome, sign_in):  # noqa: F811
    page = sign_in(world.mair).get(near).content.decode()
    assert value(page, "words") == outcome.words and value(page, "near") == "CF10 1AA"
    found = sign_in(world.mair).get(reverse("plan:outcome", args=[world.geth.reference, outcome.pk]))
    assert near in found.content.decode()


def test_what_needs_no_referral_comes_first(world, services, near, sign_in):
    page = sign_in(world.mair).post(near, {"words": "swimming"}).content.decode()
    assert names(page) == ["Swimming 2", "Swimming 1"]
    assert page.index("You can just go") < page.index("Somebody has to ask for you")


def test_it_is_saved_in_one_step_and_what_was_asked_stays(world, services, near, outcome, sign_in):  # noqa: F811
    client, one = sign_in(world.mair), Service.objects.get(name="Swimming 2")
    page = client.post(near, {"words": "swimming", "save": str(one.hsds_id)}).content.decode()
    row = Support.objects.get()
    assert (row.outcome, row.service, row.comes_from) == (outcome, one, "community")
    assert "“Swimming 2” is in the plan." in page and "In the plan" in page
    assert value(page, "words") == "swimming" and len(names(page)) == 2
    again = client.post(near, {"words": "swimming", "save": str(one.hsds_id)}).content.decode()
    assert "This is in the plan already." in again and Support.objects.count() == 1
    referred = Service.objects.get(name="Swimming 1")
    client.post(near, {"words": "swimming", "save": str(referred.hsds_id)})
    assert Support.objects.get(service=referred).comes_from == "service"


@pytest.mark.parametrize("save", ["nonsense", "0190f0a0-0000-7000-8000-000000000000", ""])
def test_what_is_not_there_is_not_saved(world, services, near, sign_in, save):
    assert sign_in(world.mair).post(near, {"words": "swimming", "save": save}).status_code == 200
    assert not Support.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"words": ""}, {"words": "x", "age": "nine"}, {"words": "x", "within": "7"}]
)
def test_what_cannot_be_understood_is_said(world, services, near, sign_in, sent):
    page = sign_in(world.mair).post(near, sent).content.decode()
    assert "There is a problem" in page and not names(page)


@pytest.mark.parametrize(
    ("sections", "knows"), [(("what_matters",), False), (("what_matters", "about_me"), True)]
)
def test_only_who_may_know_is_told_by_the_search_where_somebody_lives(
    world, services, near, sign_in, sections, knows
):
    reader = build.worker("Reader", world.school)
    build.grant(world.geth, reader, sections, Permission.SEE)
    page = sign_in(reader).get(near).content.decode()
    assert (value(page, "near") == "CF10 1AA") is knows and bool(value(page, "age")) is knows


def test_an_address_that_is_kept_from_somebody_is_not_used(world, services, near, sign_in):
    withholding.withhold(by=world.huw, person=world.geth, kind="address", withheld_from=Capacity.objects.get(pk=world.teacher.capacity_id),
                         reason="It would put somebody in danger.", review_on=clock.today() + timedelta(9),
                         ends_on=clock.today() + timedelta(20))  # fmt: skip
    assert "CF10" not in sign_in(world.teacher).get(near).content.decode()
    assert "CF10 1AA" in sign_in(world.mair).get(near).content.decode()


def test_no_word_of_the_outcome_stands_in_an_address(world, services, near, sign_in):
    page = sign_in(world.mair).post(near, {"words": "swimming", "near": "CF10 1AA"}).content.decode()
    for address in re.findall(r'(?:href|action)="([^"]*)"', page):
        assert "CF10" not in address and "swimming" not in address and "words=" not in address
    assert '<form class="ask" method="post"' in page


def test_a_stranger_finds_nobody_and_looking_is_written_down(world, services, near, sign_in):
    for send in (sign_in(world.stranger).get, sign_in(world.stranger).post):
        assert send(near).status_code == 404
    sign_in(world.mair).get(near)
    assert AuditEvent.objects.filter(action="read", person_id=world.geth.pk, detail__what="near").exists()


def test_who_may_only_see_finds_and_saves_nothing(world, services, near, sign_in):
    reader = build.worker("Reader", world.school)
    build.grant(world.geth, reader, ("what_matters",), Permission.SEE)
    client, one = sign_in(reader), Service.objects.get(name="Swimming 2")
    page = client.post(near, {"words": "swimming"}).content.decode()
    assert len(names(page)) == 2 and "Save to the plan" not in page
    client.post(near, {"words": "swimming", "save": str(one.hsds_id)})
    assert not Support.objects.exists()


def test_as_many_queries_whatever_is_found(world, services, near, sign_in):
    client = sign_in(world.mair)
    client.get(near)
    with CaptureQueriesContext(connection) as few:
        client.post(near, {"words": "choir"})
    with CaptureQueriesContext(connection) as more:
        client.post(near, {"words": "swimming"})
    assert len(more) == len(few)


def test_ended_outcomes_are_not_looked_for(world, services, outcome, sign_in, near):  # noqa: F811
    actions.change_state(by=world.mair, outcome=outcome, state="stopped")
    page = (
        sign_in(world.mair)
        .get(reverse("plan:outcome", args=[world.geth.reference, outcome.pk]))
        .content.decode()
    )
    assert near not in page
