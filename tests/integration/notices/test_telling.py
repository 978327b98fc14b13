"""Choosing how one is told, resting, and stopping from a message without signing in."""

from datetime import timedelta

import pytest

from tests.integration.notices.conftest import capacity, choose
from unstori.access.models import AuditEvent
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.notices import actions, queries
from unstori.notices.models import Telling


def wish(actor):
    return queries.wish_of(capacity(actor))


def sent(**more):
    kinds = {f"kind_{kind['id']}": "daily" for kind in queries.kinds()}
    return {
        "way": "email",
        "to": "",
        "language": "cy",
        "quiet_from": "22",
        "quiet_until": "6",
        **kinds,
        **more,
    }


def test_what_holds_for_who_chose_nothing(world):
    assert wish(world.mair).often == {"asked": "at_once", "late": "at_once", "due": "daily", "promised": "daily",
                                      "shared": "daily", "document": "daily", "new": "daily", "safety": "at_once"}  # fmt: skip
    at_work = wish(world.huw).often
    assert at_work["promised"] == "never" and set(at_work.values()) == {"daily", "never", "at_once"}
    assert not Telling.objects.exists()


def test_a_choice_is_kept_in_this_capacity_alone(world, sign_in):
    client = sign_in(world.mair)
    page = client.get("/notices/how/").content.decode()
    assert "Messages never say anything about anybody" in page and "Once a day, in the morning" in page
    answer = client.post("/notices/how/", sent(kind_new="never", kind_late="weekly"), follow=True)
    assert "Kept. From now on you are told in this way." in answer.content.decode()
    now = wish(world.mair)
    assert (now.often["new"], now.often["late"], now.language) == ("never", "weekly", "cy")
    assert (now.quiet_from, now.quiet_until) == (22, 6)
    assert wish(world.huw).quiet_from == 21
    assert AuditEvent.objects.filter(action="telling.choose").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"way": "text", "to": "01286 5"}, {"way": "letter", "to": "Here"}, {"way": "pigeon"}, {"kind_new": "hourly"},
     {"quiet_from": "25"}, {"language": "fr"}],
)  # fmt: skip
def test_what_cannot_be_used_changes_nothing_and_stays_to_be_mended(world, sign_in, wrong):
    page = sign_in(world.mair).post("/notices/how/", sent(**wrong))
    assert page.status_code == 200 and "There is a problem" in page.content.decode()
    assert not Telling.objects.exists()
    if wrong.get("to"):
        assert wrong["to"] in page.content.decode()


def test_with_a_safe_contact_no_other_address_is_asked_or_kept(world, mair_here, sign_in):
    circle.say_how_to_reach(
        by=world.mair, person=world.geth, way="letter", to="The school, Caernarfon, LL55 1AA"
    )
    client = sign_in(world.mair)
    page = client.get("/notices/how/").content.decode()
    assert "The school, Caernarfon" in page and 'name="to"' not in page
    client.post("/notices/how/", sent(way="text", to="07700 900123"))
    assert Telling.objects.get().to == ""
    assert "The school" not in sign_in(world.huw).get("/notices/how/").content.decode()


def test_a_rest_begins_and_ends(world, sign_in):
    client, day = sign_in(world.mair), clock.today() + timedelta(days=5)
    late = {"until-day": day.day, "until-month": day.month, "until-year": day.year - 1}
    assert client.post("/notices/how/pause/", late).status_code == 200 and not wish(world.mair).is_paused
    late["until-year"] = day.year
    page = client.post("/notices/how/pause/", late, follow=True).content.decode()
    assert "Nothing is sent to you until" in page and wish(world.mair).is_paused
    page = client.post("/notices/how/go-on/", follow=True).content.decode()
    assert "You are told again." in page and not wish(world.mair).is_paused


def stop_page(actor, kinds=("late", "new")):
    return f"/notices/stop/{queries.stop_token(actor.capacity_id, list(kinds))}/"


def test_stopping_from_a_message_and_taking_it_back(world, client):
    choose(world.mair, often={"late": "weekly"})
    page = client.get(stop_page(world.mair)).content.decode()
    assert "Stop these messages" in page
    for words in ("Mair", "Geth", "weekly", "Once a week"):
        assert words not in page.replace("mailto", ""), "it reveals nothing, not even what was chosen"
    assert wish(world.mair).often["late"] == "weekly", "looking changes nothing"
    page = client.post(stop_page(world.mair), {"kinds": ["late"]}).content.decode()
    assert "We no longer send you these messages" in page
    assert (wish(world.mair).often["late"], wish(world.mair).often["new"]) == ("never", "daily")
    client.post(stop_page(world.mair), {"undo": "1"})
    assert wish(world.mair).often["late"] == "weekly", "as it was, not as for whoever chose nothing"


def test_whoever_holds_a_forwarded_message_changes_nothing_else_and_learns_nothing(world, client):
    choose(world.mair, often={"late": "never", "asked": "weekly", "new": "weekly"})
    before = wish(world.mair).often
    page = client.get(stop_page(world.mair, ["late"])).content.decode()
    assert 'value="late"' in page and 'value="asked"' not in page, "the kinds of that message"
    client.post(stop_page(world.mair, ["late"]), {"undo": "1", "kinds": ["late", "asked", "new"]})
    client.post(stop_page(world.mair, ["late"]), {"kinds": ["asked", "new"]})
    assert wish(world.mair).often == before
    pages = [client.post(stop_page(world.mair, [kind]), {"kinds": [kind]}).text for kind in ("late", "new")]
    assert len({page.partition("<main")[2].partition("</main>")[0] for page in pages}) == 1, (
        "the same for what was chosen and for what was stopped already"
    )


def test_what_they_choose_meanwhile_is_not_undone_and_only_for_an_hour(world, client, monkeypatch):
    choose(world.mair, often={"late": "weekly"})
    client.post(stop_page(world.mair), {"kinds": ["late"]})
    choose(world.mair, often={"late": "daily"})
    client.post(stop_page(world.mair), {"undo": "1"})
    assert wish(world.mair).often["late"] == "daily"
    client.post(stop_page(world.mair), {"kinds": ["late"]})
    client.post(stop_page(world.huw), {"undo": "1"})
    assert wish(world.mair).often["late"] == "never", "nor with another's link"
    client.post(stop_page(world.mair), {"kinds": ["new"]})
    monkeypatch.setattr(queries.telling, "UNDONE_WITHIN", timedelta(seconds=-1))
    client.post(stop_page(world.mair), {"undo": "1"})
    assert wish(world.mair).often["new"] == "never"


def test_one_press_in_a_mail_programme(world, client):
    from django.test import Client

    outside = Client(enforce_csrf_checks=True)
    outside.post(stop_page(world.mair), {"List-Unsubscribe": "One-Click"})
    now = wish(world.mair).often
    assert (now["late"], now["new"], now["asked"]) == ("never", "never", "at_once")


def test_no_other_link_stops_anything(world, client):
    token = queries.stop_token(world.mair.capacity_id, ["late"])
    for wrong in (token[:-1] + ("a" if token[-1] != "a" else "b"), "x", "a:b:c", f"{token}x"):
        assert client.post(f"/notices/stop/{wrong}/", {"kinds": ["late"]}).status_code == 404
    client.post(stop_page(world.mair), {"kinds": ["gossip"]})
    assert not Telling.objects.exists()


def test_it_opens_in_the_language_that_they_chose(world, client):
    choose(world.mair, language="cy")
    assert '<html lang="cy"' in client.get(stop_page(world.mair)).content.decode()
    client.cookies["django_language"] = "en"
    assert '<html lang="en"' in client.get(stop_page(world.mair)).content.decode(), "until they switch"


def test_nobody_is_rested_for_longer_than_a_year(world):
    with pytest.raises(Exception, match="within a year"):
        actions.pause(by=world.mair, until=clock.today() + timedelta(days=400))
