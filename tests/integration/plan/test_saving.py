"""From the directory into a plan: by whoever may add to it, once, and out again."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from tests.integration.plan.conftest import say
from unstori.access.door import open_person
from unstori.core.dates import format_date
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.directory.models import Entry as Service
from unstori.plan import actions
from unstori.plan.models import Change, Support
from unstori.plan.presenters import told_apart
from unstori.story.models import Entry

pytestmark = pytest.mark.django_db


def listed(*coming):
    by = build.system()
    feed = directory.feed_at(by=by, address="/feeds/saving.json")
    directory.take_entries(by=by, feed=feed, coming=[directory.Coming(one) for one in coming])


@pytest.fixture
def service(world):
    listed(hsds.service(1, name="Nofio i bawb"))
    return Service.objects.get()


def address(world, service, page="save"):
    return f"/p/{world.geth.reference}/plan/{page}/{service.hsds_id}/"


def test_what_was_found_stands_in_the_plan_with_what_was_said_then(world, service, outcome, sign_in):
    client = sign_in(world.mair)
    page = client.get(address(world, service)).content.decode()
    assert "Nofio i bawb" in page and outcome.words in page and "For life as a whole" in page
    response = client.post(address(world, service), {"outcome": str(outcome.pk)})
    assert response.status_code == 302 and response.url == reverse(
        "plan:outcome", args=[world.geth.reference, outcome.pk]
    )
    row = Support.objects.get(outcome=outcome)
    assert (row.service, row.service_seen, row.status) == (service, service.live, "proposed")
    assert (row.what, row.who) == ("Nofio i bawb", service.provider.name)
    assert Entry.objects.filter(event="support.added", words="Nofio i bawb", about_id=row.pk).exists()
    page = client.get(response.url).content.decode()
    assert f'href="/services/{service.hsds_id}/"' in page and "Take it out again" in page
    assert "has changed since" not in page


def test_a_plan_says_when_the_directory_says_something_else_by_now(world, service, outcome, sign_in):
    actions.save_service(by=world.mair, person=world.geth, service=service, outcome=outcome)
    client, page = sign_in(world.mair), reverse("plan:outcome", args=[world.geth.reference, outcome.pk])
    listed(hsds.service(1, name="Nofio i bawb", description="Now on Tuesdays."))
    assert "What the directory says has changed since." in client.get(page).content.decode()
    Service.objects.update(gone_at="2026-01-01T00:00Z", gone_by=world.huw.capacity_id)
    gone = client.get(page).content.decode()
    assert "The directory has it no more." in gone and f"/services/{service.hsds_id}/" not in gone


def test_nothing_is_in_a_plan_twice(world, service, outcome, sign_in):
    client = sign_in(world.mair)
    for _time in range(2):
        response = client.post(address(world, service), {"outcome": str(outcome.pk)})
    assert response.status_code == 200 and "This is in the plan already." in response.content.decode()
    client.post(address(world, service), {"outcome": "life"})
    assert Support.objects.filter(service=service).count() == 2


@pytest.mark.parametrize("outcome_id", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_cannot_be_chosen_changes_nothing(world, service, outcome, sign_in, outcome_id):
    response = sign_in(world.mair).post(address(world, service), {"outcome": outcome_id})
    assert response.status_code == 200 and not Support.objects.exists()


def test_it_can_be_taken_out_until_it_is_agreed(world, service, outcome, sign_in):
    client = sign_in(world.mair)
    row = actions.save_service(by=world.mair, person=world.geth, service=service, outcome=outcome)
    client.post(reverse("plan:take_out", args=[world.geth.reference, row.pk]))
    row.refresh_from_db()
    assert row.status == "stopped" and row.taken_out_at and row.taken_out_by == world.mair.capacity_id
    page = client.get(reverse("plan:outcome", args=[world.geth.reference, outcome.pk])).content.decode()
    assert "Nofio i bawb" not in page
    assert Entry.objects.filter(event="support.taken_out").exists()
    assert Change.objects.filter(row_id=row.pk, field="status", after="stopped").exists()
    again = actions.save_service(by=world.mair, person=world.geth, service=service, outcome=outcome)
    actions.move_support(by=world.huw, support=again, status="agreed")
    again.refresh_from_db()
    with pytest.raises(RuleBroken):
        actions.take_out(by=world.mair, support=again)
    assert Support.objects.get(pk=again.pk).taken_out_at is None


def test_what_was_typed_by_hand_is_not_taken_out(world, outcome):
    row = actions.add_support(
        by=world.huw, person=world.geth, section="care", what="Nain", who="Nain", comes_from="family"
    )
    with pytest.raises(RuleBroken):
        actions.take_out(by=world.huw, support=row)


def test_a_stranger_finds_nobody(world, service, outcome, sign_in):
    client = sign_in(world.stranger)
    row = actions.save_service(by=world.mair, person=world.geth, service=service, outcome=outcome)
    assert client.get(address(world, service)).status_code == 404
    assert client.post(address(world, service), {"outcome": "life"}).status_code == 404
    assert client.post(reverse("plan:take_out", args=[world.geth.reference, row.pk])).status_code == 404
    assert Support.objects.filter(taken_out_at__isnull=True).count() == 1
    page = client.get(f"/plan/save/{service.hsds_id}/").content.decode()
    assert world.geth.called not in page


def test_an_outcome_that_is_kept_from_somebody_is_not_offered(world, service, outcome, sign_in):
    hidden = actions.add_outcome(
        by=world.geth_self, person=world.geth, section="private_to_me", words="Nobody knows",
        statements=[say(world, "x", section="private_to_me").pk],
    )  # fmt: skip
    client = sign_in(world.mair)
    assert "Nobody knows" not in client.get(address(world, service)).content.decode()
    client.post(address(world, service), {"outcome": str(hidden.pk)})
    assert not Support.objects.exists()


def test_whoever_has_one_person_is_not_asked_whose_plan(world, service, sign_in):
    response = sign_in(world.mair).get(f"/plan/save/{service.hsds_id}/")
    assert response.status_code == 302 and response.url == address(world, service)


def test_whose_plan_is_asked_with_a_fixed_number_of_queries(
    world, service, sign_in, django_assert_max_num_queries
):
    client = sign_in(world.huw)
    with django_assert_max_num_queries(40):
        page = client.get(f"/plan/save/{service.hsds_id}/", follow=True)
    assert page.status_code == 200


def _open(by, person):
    return open_person(by, person.reference, what="save")


def test_two_of_one_name_are_told_apart_by_the_day_of_birth(world, service):
    """Nothing is saved to the plan of another; family is not told when somebody was born."""
    assert told_apart(_open(world.huw, world.geth))["also"].endswith(
        format_date(world.geth.born_on, year=True)
    )
    assert told_apart(_open(world.mair, world.geth))["also"] == world.geth.full_name


def test_what_is_not_in_the_directory_is_not_there(world, sign_in):
    nothing = "0190f0a0-0000-7000-8000-000000000000"
    client = sign_in(world.mair)
    assert client.get(f"/plan/save/{nothing}/").status_code == 404
    assert client.get(f"/p/{world.geth.reference}/plan/save/{nothing}/").status_code == 404


def test_a_plan_without_an_outcome_takes_it_for_life(world, service, sign_in):
    client = sign_in(world.mair)
    assert "checked" in client.get(address(world, service)).content.decode()
    client.post(address(world, service), {"outcome": "life"})
    row = Support.objects.get()
    assert row.outcome is None and row.section == "care"
