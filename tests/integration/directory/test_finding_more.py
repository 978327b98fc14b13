"""Finding: one address for one question, each thing taken away, pages that do not move, a drawing that nothing needs."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.ground import shared
from tests.integration.exchange import hsds
from unstori.directory import actions as directory
from unstori.directory.models import Entry
from unstori.directory.presenters.entries import _when as hours

pytestmark = pytest.mark.django_db
FAR = {"latitude": 51.62, "longitude": -3.94}


@shared
def many() -> None:
    """Thirty clubs in Cardiff and one far away, all of one swimming club, for whoever is eight to eighteen."""
    by = build.system()
    feed = directory.feed_at(by=by, address="/feeds/many.json")
    coming = [hsds.service(number, name=f"Swimming {number:02}") for number in range(30)]
    there = hsds.place("far", **FAR, name="Neuadd Abertawe")
    there["location"]["addresses"] = [
        there["location"]["addresses"][0] | {"postal_code": "SA1 1AA", "city": "Abertawe"}
    ]
    coming.append(
        hsds.service(
            "far", name="Climbing", service_at_locations=[there, hsds.place("two")], wait_time="Six weeks"
        )
    )
    directory.take_entries(by=by, feed=feed, coming=[directory.Coming(one) for one in coming])


def page(asked="", **more):
    response = Client(**more).get(f"/services/{asked}")
    assert response.status_code == 200
    return response.content.decode()


def names(said):
    return re.findall(r'<h3><a href="[^"]+">(?:<span[^>]*>\d+</span>)?([^<]+)</a></h3>', said)


def test_pages_show_everything_once(many):
    first, second = (names(page(f"?q=swimming&page={number}")) for number in (1, 2))
    assert len(first) == 20 and len({*first, *second}) == len(first) + len(second) == 31
    assert "q=swimming&amp;page=2" in page("?q=swimming")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999", "²"])
def test_no_page_is_the_first_or_empty(many, number):
    assert "Something went wrong" not in page(f"?q=swimming&page={number}")


def test_one_question_has_one_address(many):
    said = page("?day=&q=swimming&age=9&near=")
    assert '<link rel="canonical" href="http://testserver/services/?age=9&amp;q=swimming">' in said
    assert "<title>swimming: 31 found" in said


def test_what_was_understood_is_said_and_taken_away(many):
    said = page("?q=swimming+for+a+9+year+old&free=on")
    tags = dict(re.findall(r'<a class="tag" href="([^"]+)"[^>]*>([^<]+?) <span', said))
    assert {"9 years old", "costs nothing"} == set(tags.values())
    without = next(unescape(href) for href, words in tags.items() if words == "9 years old")
    assert "9 years old" not in Client().get(without).content.decode()
    assert "costs nothing" in Client().get(without).content.decode()


def test_who_is_too_old_is_told_and_not_left_without(many):
    said = page("?q=swimming&age=30")
    assert len(names(said)) == 20 and "from 8 to 18 years; you said 30" in said


def test_distances_are_said_and_drawn(many):
    said = page("?q=climbing&near=CF10+1AA&within=50")
    assert "miles away" in said and 'role="group" aria-label="A drawing with 1 place around CF10 1AA.' in said
    assert re.search(r'<a href="#r1" aria-label="1: Climbing, [^"]+ away">', said) and 'id="r1"' in said
    assert "The wait:</b> Six weeks" in said


def test_nothing_is_drawn_before_something_is_asked(many):
    assert 'class="places"' not in page()


def test_nowhere_is_said_to_be_unknown(many):
    said = page("?q=swimming&near=Atlantis")
    assert "We do not know where “Atlantis” is" in said and "miles away" not in said


def test_a_filter_that_nothing_meets_shows_what_comes_near(many):
    said = page("?q=climbing&day=2")
    assert "Climbing" in said and ("Nearly what you asked for" in said or "you said Wednesday" in said)


def test_an_entry_says_how_far_it_is_and_goes_to_somebody_else(many):
    one = Entry.objects.get(name="Climbing")
    said = Client().get(f"/services/{one.hsds_id}/?near=CF10+1AA").content.decode()
    assert (
        "Pellter" not in said
        and "From CF10 1AA" in said
        and "miles away" in said
        and 'class="places"' in said
    )
    assert f'value="http://testserver/services/{one.hsds_id}/"' in said
    assert re.search(r'href="mailto:\?subject=Climbing&amp;body=Climbing%0Ahttp', said)
    assert 'href="#place-1"' in said and 'id="place-2"' in said
    assert "Save to a plan" not in said and "openstreetmap.org" in said


@pytest.mark.parametrize("near", ["%00", "x" * 500, "Atlantis", " "])
def test_an_entry_from_anywhere_stays_the_entry(many, near):
    one = Entry.objects.get(name="Climbing")
    response = Client().get(f"/services/{one.hsds_id}/?near={near}")
    assert response.status_code == 200 and "From " + near not in response.content.decode()


def test_who_is_signed_in_can_save_it(many, world, sign_in):
    one = Entry.objects.get(name="Climbing")
    said = sign_in(world.mair).get(f"/services/{one.hsds_id}/").content.decode()
    assert f'href="/plan/save/{one.hsds_id}/"' in said


@pytest.mark.parametrize(
    "asked", ["?q=%00", "?not=" + "x" * 500, "?q=" + "a" * 199, "?access=nothing", "?need=zzz", "?time=never"]
)
def test_whatever_is_sent_there_is_a_page(many, asked):
    page(asked)


def test_as_many_queries_however_much_is_found(many):
    page("?q=swimming")
    with CaptureQueriesContext(connection) as few:
        page("?q=climbing&near=CF10+1AA")
    with CaptureQueriesContext(connection) as more:
        page("?q=swimming&near=CF10+1AA")
    assert len(more) <= len(few)


def test_both_languages_find_the_same(many):
    assert names(page("?q=nofio", headers={"accept-language": "cy"})) == names(page("?q=nofio"))
    assert "Mae’n cyd-fynd â" in page("?q=nofio", headers={"accept-language": "cy"})


def test_what_has_everything_but_is_further_away_comes_before_what_lacks_something(many):
    """Trampolines are in Swansea alone; within ten miles of Cardiff swimming is all there is."""
    by = build.system()
    there = hsds.place("far", **FAR, name="Neuadd Abertawe")
    one = hsds.service("away", name="Trampoline swimming", service_at_locations=[there])
    feed = directory.feed_at(by=by, address="/feeds/away.json")
    directory.take_entries(by=by, feed=feed, coming=[directory.Coming(one)])
    said = page("?q=trampoline+swimming&near=CF10+1AA&within=10")
    assert "All of it, but further away" in said and "these have some of it" in said
    assert names(said)[0] == "Trampoline swimming" and "miles away" in said and said.count('id="r21"') == 1
    assert "All of it, but further away" not in page("?q=swimming&near=CF10+1AA&within=10")
    assert "All of it, but further away" not in page("?q=trampoline+zebra&near=CF10+1AA&within=10")


def test_every_day_is_not_seven_names():
    when = [
        {"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "09:00"},
        {"byday": "MO,TU,WE,TH,FR"},
        {"byday": "MO,SA"},
    ]
    assert [one.split(":")[0] for one in hours({"schedules": when})] == [
        "Every day",
        "Monday to Friday",
        "Monday, Saturday",
    ]
