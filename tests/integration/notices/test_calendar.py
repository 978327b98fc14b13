"""Calendars: read by icalendar as a calendar programme would; they die with the grant."""

from datetime import timedelta

import time_machine
from allauth.account.signals import password_changed
from icalendar import Calendar

from tests import build
from tests.integration.notices.conftest import capacity, keep_from, promise
from unstori.access.actions import grants, identity, workplace
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.notices import actions
from unstori.notices.models import Feed
from unstori.people.models import User
from unstori.plan import actions as plan
from unstori.story import actions as story


def address(actor, **more):
    _feed, token = actions.make_feed(by=actor, **{"named": False, **more})
    return f"/notices/calendar/{token}.ics"


def events(client, at):
    response = client.get(at)
    assert response.status_code == 200 and response["Content-Type"] == "text/calendar; charset=utf-8"
    return [event for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_days_of_mine_and_of_my_family(world, client):
    row = promise(world.huw, world, 3, "Ffonio’r pediatregydd")
    promise(world.mair, world, 5, "Mynd â Geth i’r clwb")
    plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(60))
    here = events(client, address(world.huw))
    assert [str(event["SUMMARY"]) for event in here] == ["Promise", "Review"]
    assert here[0]["DTSTART"].dt == row.due_on and here[0]["DTEND"].dt == row.due_on + timedelta(1)
    assert str(here[0]["UID"]) == f"{row.pk}@unstori"
    assert set(here[0]) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "CLASS", "TRANSP"}
    assert len(events(client, address(world.mair))) == 3, "family: all that was promised, and the review"
    assert events(client, address(world.teacher)) == [], "neither hers nor in her part of the story"


def test_neutral_unless_they_choose_the_name(world, client):
    promise(world.huw, world, 3, "Ffonio’r pediatregydd")
    text = client.get(address(world.huw)).content.decode()
    assert "Geth" not in text and "pediatr" not in text
    assert [str(e["SUMMARY"]) for e in events(client, address(world.huw, named=True))] == ["Promise: Geth"]


def test_it_dies_with_the_grant_and_what_is_kept_is_gone(world, client):
    source = build.grant(world.geth, world.stranger, ("care",))
    first, _second = promise(world.stranger, world, 3, "One"), promise(world.stranger, world, 4, "Two")
    at = address(world.stranger)
    assert len(events(client, at)) == 2
    keep_from(world.stranger, world, row_id=first.pk)
    assert len(events(client, at)) == 1
    grants.end(person=world.geth, source=source, by=build.system())
    assert events(client, at) == []


def test_a_day_that_moved_is_the_same_day_moved_and_a_kept_one_is_gone(world, client):
    row, at = promise(world.huw, world, 3), address(world.huw)
    [before] = events(client, at)
    row.due_on += timedelta(days=4)
    row.save()
    [after] = events(client, at)
    assert before["UID"] == after["UID"] and before["DTSTART"].dt != after["DTSTART"].dt
    story.keep_promise(by=world.huw, promise=row)
    assert events(client, at) == []


def test_a_programme_that_has_it_already_is_told_so(world, client):
    row, at = promise(world.huw, world, 3), address(world.huw)
    tag = client.get(at)["ETag"]
    same = client.get(at, headers={"If-None-Match": tag})
    assert same.status_code == 304 and not same.content
    row.due_on += timedelta(days=1)
    row.save()
    assert client.get(at, headers={"If-None-Match": tag}).status_code == 200
    assert client.get(at)["Cache-Control"] == "private, no-cache"


def test_the_audit_has_one_reading_a_day(world, client):
    promise(world.huw, world, 3)
    at = address(world.huw)
    for _ in range(5):
        client.get(at)
    assert AuditEvent.objects.filter(action="feed.read").count() == 1
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        client.get(at)
        client.get(at)
    assert AuditEvent.objects.filter(action="feed.read").count() == 2


def test_the_address_is_seen_once_made_anew_and_ended(world, sign_in, client):
    promise(world.huw, world, 3)
    worker = sign_in(world.huw)
    page = worker.post("/notices/calendar/", {"named": ""}).content.decode()
    first = page.partition('class="link-in-full">')[2].partition("<")[0]
    assert events(client, first.replace("http://testserver", ""))
    assert first.rpartition("/")[2] not in worker.get("/notices/calendar/").content.decode()
    assert not Feed.objects.filter(token_digest__in=first.rpartition("/")[2].split(".")).exists(), (
        "only its digest"
    )
    second = worker.post("/notices/calendar/", {"named": "1"}).content.decode()
    second = second.partition('class="link-in-full">')[2].partition("<")[0]
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    worker.post("/notices/calendar/end/")
    assert client.get(second).status_code == 404
    assert client.get("/notices/calendar/nothing.ics").status_code == 404


def test_it_ends_with_the_capacity_and_with_the_account(world, client):
    promise(world.huw, world, 3)
    at, here = address(world.huw), capacity(world.huw)
    identity.end_capacity(by=build.system(), capacity=here)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert client.get(at).status_code == 404
    assert client.get(at).status_code == 200
    type(here.user).objects.filter(pk=here.user_id).update(is_active=False)
    assert client.get(at).status_code == 404


def test_one_day_alone(world, sign_in):
    row = promise(world.huw, world, 3)
    review = plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(9))
    for kind, each in (("promise", row), ("review", review)):
        at = f"/notices/day/{world.geth.reference}/{kind}/{each.pk}.ics"
        [event] = events(sign_in(world.mair), at)
        assert event["DTSTART"].dt == each.due_on and "Geth" not in str(event["SUMMARY"])
        for actor in (world.teacher, world.stranger):
            assert sign_in(actor).get(at).status_code == (
                404 if actor is world.stranger or kind == "promise" else 200
            )
    assert (
        sign_in(world.mair).get(f"/notices/day/{world.geth.reference}/fact/{row.pk}.ics").status_code == 404
    )
    keep_from(world.mair, world, row_id=row.pk)
    assert (
        sign_in(world.mair).get(f"/notices/day/{world.geth.reference}/promise/{row.pk}.ics").status_code
        == 404
    )


def test_it_asks_the_same_however_many_days(world, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    at = address(world.huw)

    def asked():
        with CaptureQueriesContext(connection) as made:
            assert client.get(at).status_code == 200
        return len(made)

    promise(world.huw, world, 3)
    asked()
    few = asked()
    for number in range(9):
        promise(world.huw, world, number)
    assert asked() == few


def test_it_is_over_when_they_are_signed_out_everywhere_or_choose_a_new_password(world, client):
    """Whoever lost a phone, or had to go, has no calendar that somebody else still reads."""
    admin = build._actor(build.user("Ann"), kind="administrator", organisation=world.authority)
    at = address(world.huw)
    workplace.sign_out(by=admin, capacity=capacity(world.huw))
    assert client.get(at).status_code == 404
    assert AuditEvent.objects.filter(action="feed.end").count() == 1
    again, hers = address(world.huw), address(world.mair)
    password_changed.send(sender=User, user=build.account_of(world.huw), request=None)
    assert client.get(again).status_code == 404 and client.get(hers).status_code == 200
