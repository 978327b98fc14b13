"""How life is going: eight parts, one a page, each rater beside the others."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests import build
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Person
from unstori.plan import actions, catalogue
from unstori.plan.models import WellBeingView
from unstori.story.models import Entry

SEEN = {"basis": "observed", "person_present": True}


def say(world, by, domain="home", answers=None, rater="family", **more):
    return actions.say_wellbeing(
        by=by, person=world.geth, domain=domain, rater=rater, answers=answers or {"home_suits": 2},
        **{**SEEN, **more},
    )  # fmt: skip


@pytest.fixture
def go(world, sign_in):
    def ask(who, page="", data=None):
        client, address = sign_in(getattr(world, who)), f"/p/{world.geth.reference}/plan/well-being/{page}"
        return client.get(address) if data is None else client.post(address, data)

    return ask


def test_one_part_a_page_and_on_to_the_next(world, go):
    first = go("mair").content.decode()
    assert "Begin" in first and first.count("Say how it is") == 8
    page = go("mair", "rights/say/").content.decode()
    assert "Part 1 of 8" in page and page.count("I do not know") >= 6
    sent = {"said_heard": "2", "said_speak": "unknown", "rater": "family", "basis": "asked", "present": "yes"}
    answer = go("mair", "rights/say/", sent)
    assert answer.url.endswith("/well-being/health/say/")
    view = WellBeingView.objects.get()
    assert view.answers == {"heard": 2, "speak": None}
    assert (view.basis, view.person_present, view.definition) == (
        "asked",
        True,
        "national-well-being-outcomes",
    )
    assert re.search(r'value="asked"[^>]*checked', go("mair", "health/say/").content.decode())
    assert "Go on" in go("mair").content.decode()
    assert Entry.objects.filter(event="wellbeing.said", section="what_matters").exists()
    assert AuditEvent.objects.filter(action="wellbeing.said").count() == 1


def test_views_stand_side_by_side_and_say_where_they_differ(world, go):
    say(world, world.mair)
    say(
        world,
        world.huw,
        rater="professional",
        answers={"home_suits": 5},
        basis="assumed",
        person_present=False,
    )
    page = go("mair", "home/").content.decode()
    assert "We see this differently" in page
    assert "Mair says “A little”, Huw" in page
    assert "Assumed, they were not there" in page and "3.5" not in page
    say(world, world.huw, rater="professional", answers={"home_suits": 3})
    page = go("mair", "home/").content.decode()
    assert "We see this differently" not in page and "was “Completely” on" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"rater": "family", "basis": "asked", "present": "yes"},
        {"said_home_suits": "3", "rater": "family"},
        {"said_home_suits": "9", "rater": "family", "basis": "asked", "present": "yes"},
        {"said_home_suits": "3", "rater": "self", "basis": "asked", "present": "yes"},
    ],
)
def test_bad_input_changes_nothing_and_keeps_what_was_typed(go, sent):
    answer = go("mair", "home/say/", {**sent, "words": "My long words"})
    assert answer.status_code == 200 and "My long words" in answer.content.decode()
    assert not WellBeingView.objects.exists()


def test_each_part_is_seen_and_said_by_who_has_its_section(world, go):
    other = build.worker("Rhys", world.school, "teaching_assistant")
    build.grant(world.geth, other, sections=("learning",))
    say(world, world.mair)
    world.rhys = other
    page = go("rhys").content.decode()
    assert "Learning and fun" in page and "Some of this is shared" in page
    assert ">Home<" not in page and go("rhys", "home/").status_code == 404
    assert go("rhys", "home/say/").status_code == 404
    with pytest.raises(Http404):
        say(world, other, rater="professional")


def test_who_only_reads_says_nothing_but_the_person_does(world, go):
    reader = build.worker("Rhys", world.school, "teaching_assistant")
    build.grant(world.geth, reader, permission=Permission.SEE)
    world.rhys = reader
    assert "Say how it is" not in go("rhys").content.decode()
    assert go("rhys", "home/say/", {"said_home_suits": "3"}).status_code == 404
    sent = go("geth_self", "home/say/", {"said_home_suits": "5", "rater": "self"})
    assert sent.status_code == 302 and WellBeingView.objects.get().rater_name == world.geth.called


def test_england_has_its_own_areas_and_says_whose_sentences_they_are(world, go):
    assert catalogue.wellbeing("england")["jurisdiction"] == "england"
    assert len(catalogue.wellbeing("england")["domains"]) == 9
    Person.objects.filter(pk=world.geth.pk).update(jurisdiction="england")
    page = go("mair").content.decode()
    assert "they are not the law" in page and "Welsh Government" not in page
    assert go("mair", "rights/say/").status_code == 404
    assert go("mair", "dignity/say/").status_code == 200


def test_a_statement_has_one_id(world):
    for place in ("wales", "england"):
        ids = [one["id"] for part in catalogue.wellbeing(place)["domains"] for one in part["statements"]]
        assert len(ids) == len(set(ids))


def test_not_from_tomorrow(world):
    with pytest.raises(RuleBroken):
        say(world, world.mair, rated_on=clock.today() + timedelta(1))


def test_page_asks_as_often_for_many_views(world, go):
    say(world, world.mair)
    go("mair")

    def asked(page):
        with CaptureQueriesContext(connection) as seen:
            go("mair", page)
        return len(seen)

    before = [asked(""), asked("home/")]
    for _again in range(4):
        say(world, world.huw, rater="professional")
    assert [asked(""), asked("home/")] == before
