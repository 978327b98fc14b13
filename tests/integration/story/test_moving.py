"""Living in the area of another authority: nobody tells anything again, and nobody is let in by it."""

from datetime import timedelta

import pytest

from tests import build
from unstori.access.actions import withholding
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent, Grant
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.people.models import Capacity
from unstori.story import actions
from unstori.story.models import Entry


@pytest.fixture
def chester(world):
    return directory.add_organisation(
        by=build.system(), name_en="Chester", name_cy="Caer", sector="social_care", code="E06000050"
    )


def page_of(world):
    return f"/p/{world.geth.reference}/story/moved/"


def since(day):
    return {"since-day": str(day.day), "since-month": str(day.month), "since-year": str(day.year)}


def test_the_mother_says_it_and_everything_stays(world, chester, sign_in, django_assert_max_num_queries):
    before = set(Grant.objects.values_list("pk", flat=True))
    browser = sign_in(world.mair)
    with django_assert_max_num_queries(16):
        assert "Chester" in browser.get(page_of(world)).content.decode()
    said = {
        "authority": str(chester.pk),
        "address": "2 Northgate",
        "postcode": "CH1 2HT",
        **since(clock.today()),
    }
    assert browser.post(page_of(world), said).status_code == 302
    world.geth.refresh_from_db()
    assert (world.geth.authority, world.geth.jurisdiction, world.geth.postcode) == (
        chester,
        "england",
        "CH1 2HT",
    )
    assert set(Grant.objects.values_list("pk", flat=True)) == before
    told = Entry.objects.get(person=world.geth, event="identity.moved")
    assert "Chester" not in told.title + told.title_cy, "it names no place"
    assert AuditEvent.objects.filter(action="identity.move", person_id=world.geth.pk).exists()
    assert "Assessments" in browser.get(f"/p/{world.geth.reference}/assessment/").content.decode()


def test_who_does_not_decide_is_told_nothing(world, chester, sign_in):
    for actor in (world.teacher, world.stranger):
        browser = sign_in(actor)
        assert browser.get(page_of(world)).status_code == 404
        with pytest.raises(NotFound):
            actions.say_moved(by=actor, person=world.geth, authority=chester, since=clock.today())
    assert (
        "council’s area"
        not in sign_in(world.teacher).get(f"/p/{world.geth.reference}/story/facts/").content.decode()
    )


def test_a_worker_of_the_council_writes_it_down_and_the_new_one_cannot_take_it_back(world, chester):
    actions.say_moved(by=world.huw, person=world.geth, authority=chester, since=clock.today())
    with pytest.raises(NotFound):
        actions.say_moved(by=world.huw, person=world.geth, authority=world.authority, since=clock.today())


def test_what_cannot_be_changes_nothing(world, chester, sign_in):
    browser = sign_in(world.mair)
    later = clock.today().replace(year=clock.today().year + 1)
    for said in (
        {"postcode": ""},
        {"authority": "nonsense", **since(clock.today())},
        {"authority": str(chester.pk), **since(later)},
    ):
        page = browser.post(page_of(world), said)
        assert page.status_code == 200 and "error" in page.content.decode()
    with pytest.raises(RuleBroken):
        actions.say_moved(by=world.mair, person=world.geth, authority=world.authority, since=clock.today())
    world.geth.refresh_from_db()
    assert world.geth.authority == world.authority


def test_where_no_other_council_is_here_it_offers_a_copy(world, sign_in):
    assert "No other council is here yet" in sign_in(world.mair).get(page_of(world)).content.decode()


def test_whom_the_address_is_kept_from_is_not_asked_for_it(world, chester, sign_in):
    day = clock.today() + timedelta(20)
    withholding.withhold(
        by=world.huw, person=world.geth, kind="address", withheld_from=Capacity.objects.get(pk=world.mair.capacity_id),
        reason="A court ordered that she is not told where.", review_on=day, ends_on=day + timedelta(9),
    )  # fmt: skip
    assert "postcode" not in sign_in(world.mair).get(page_of(world)).content.decode()
