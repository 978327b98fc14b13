"""The clocks as pages: for anybody, in both languages, nothing kept, bad input said in words."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from unstori.pathways import catalogue

pytestmark = pytest.mark.django_db
IDS = [one.id for one in catalogue.clocks()]


def day(name: str, text: str) -> dict[str, str]:
    return dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), text.split("-"), strict=True))


def page(client: Client, id: str, *, language: str = "en", **days: Any) -> str:
    said: dict[str, Any] = {}
    for name, text in days.items():
        said |= {name: text} if name == "exceptions" else day(name.replace("__", "-"), text)
    client.cookies["django_language"] = language
    response = client.post(reverse("clocks:clock", args=[id]), said, follow=True)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("id", IDS)
def test_every_clock_opens_and_can_be_tried(client, id, language):
    clock = catalogue.newest(id)
    assert getattr(clock.steps[0].name, language) in page(client, id, language=language)
    tried = page(client, id, language=language, start="2026-11-02")
    assert ("The days" if language == "en" else "Y diwrnodau") in tried and "2026" in tried


def test_the_list_has_every_clock_by_nation(client):
    text = client.get(reverse("clocks:index")).content.decode()
    assert text.index("Wales") < text.index(reverse("clocks:clock", args=["idp-school"]))
    assert text.index("England</h2>") < text.index(reverse("clocks:clock", args=["ehc-assessment"]))
    assert all(reverse("clocks:clock", args=[id]) in text for id in IDS)


def test_nothing_is_read_from_the_database_and_nothing_kept(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("clocks:index"))
        page(client, "ehc-assessment", start="2026-11-02")
    assert "sessionid" not in client.cookies


def test_there_is_no_other_clock(client):
    assert client.get(reverse("clocks:clock", args=["no-such-clock"])).status_code == 404
    assert client.put(reverse("clocks:clock", args=["ehc-assessment"])).status_code == 405
    assert "There is a problem" in page(client, "ehc-assessment")


def test_when_somebody_was_born_stands_in_no_address(client):
    """What was tried without it can be kept and sent; with it, its address leaves it out, however it came there."""
    address = reverse("clocks:clock", args=["ehc-assessment"])
    start, born = day("start", "2026-11-02"), day("born", "2001-01-01")
    kept = client.post(address, start | {"x": "y", "csrfmiddlewaretoken": "t"})
    assert kept["Location"] == f"{address}?{urlencode(start)}"
    assert "The days" in client.get(kept["Location"]).content.decode()
    answer = client.post(address, start | born)
    text = answer.content.decode()
    assert answer.status_code == 200 and "25 or older" in text and "no-store" in answer["Cache-Control"]
    assert unescape(text).count(f'href="{address}?{urlencode(start)}"') == 1
    links = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert not any("born" in link or "2001" in link for link in links)
    old = client.get(address, start | born)
    assert old.status_code == 302 and old["Location"] == kept["Location"]
    assert 'name="born-day"' in text and 'method="post"' in text


def test_whoever_comes_with_an_address_kept_before_finds_the_days(client):
    said = (
        day("start", "2027-06-07")
        | {"exceptions": ["school_closed"]}
        | day("from-school_closed", "2027-07-21")
    )
    said |= day("to-school_closed", "2027-09-01") | day("known-advice_asked", "2027-07-20")
    address = reverse("clocks:clock", args=["ehc-assessment"])
    kept = client.post(address, said)["Location"]
    assert "exceptions=school_closed" in kept
    assert "The school was closed for 4 weeks or more" in client.get(kept).content.decode()


@time_machine.travel("2027-03-16 12:00")
def test_a_plan_that_will_be_late_says_so_and_by_when_its_draft_had_to_come(client):
    text = page(client, "ehc-assessment", start="2026-11-02", done__decide="2026-12-23", born="2017-05-01")
    assert "By Monday 14 December 2026 Done, 9 days late" in text
    assert "By Monday 22 March 2027 6 days left" in text
    assert "It will be at least 9 days late, even if this comes today: Send the draft plan" in text
    assert "By Sunday 7 March 2027, so that this can be in time: Send the final plan" in text
    assert "The parent asks and decides until Friday 24 June 2033" in text


@time_machine.travel("2027-11-20 12:00")
def test_an_exception_is_told_beside_the_lateness_and_moves_nothing(client):
    said = {"start": "2027-06-07", "known__advice_asked": "2027-07-20", "exceptions": "school_closed"}
    text = page(
        client, "ehc-assessment", **said, from__school_closed="2027-07-21", to__school_closed="2027-09-01"
    )
    assert "By Monday 25 October 2027 26 days late, if it was not done" in text
    assert (
        "Being late is excused: The school was closed for 4 weeks or more" in text and "No day moves." in text
    )
    short = page(
        client, "ehc-assessment", **said, from__school_closed="2027-07-21", to__school_closed="2027-07-30"
    )
    assert "it was shorter than the law asks for" in short and "Being late is excused" not in short
    unasked = {"start": "2027-06-07", "exceptions": "school_closed"}
    text = page(
        client, "ehc-assessment", **unasked, from__school_closed="2027-07-21", to__school_closed="2027-09-01"
    )
    assert "Only if the advice was asked for from Wednesday 14 July 2027 to Thursday 26 August 2027." in text


@time_machine.travel("2027-11-20 12:00")
def test_after_a_no_the_rights_are_told(client):
    text = page(client, "ehc-assessment", start="2027-06-07", done__refused="2027-07-10")
    assert (
        "No longer due" in text and "You can still do this" in text and "Appeal to the SEND Tribunal" in text
    )


def test_where_the_law_moves_the_last_day_it_is_told(client):
    text = page(client, "idp-appeal", start="2026-11-02")
    assert "By Tuesday 29 December 2026" in text
    assert "8 weeks from the start; that day counts as the first; then the first working day after it" in text


def test_whoever_is_too_old_is_told(client):
    assert "25 or older" in page(client, "ehc-assessment", start="2026-11-02", born="2001-01-01")


def test_dates_that_are_known_and_guessed_are_told_apart(client):
    assert "is an estimate" not in page(client, "idp-school", start="2025-09-01")
    assert "is an estimate" in page(client, "idp-school", start="2030-09-02")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"start": "2026-02-31"}, "Enter a real date"),
        ({"start": "26-02-01"}, "Enter a real date"),
        ({"start": "2014-08-31"}, "This law did not hold yet on that day."),
        ({"start": "2026-11-02", "born": "2027-01-01"}, "Somebody is born before a clock about them starts."),
        ({"start": "2026-01-02", "done__decide": "2199-01-01"}, "Choose a day that has been."),
        ({"start": "2026-11-02", "exceptions": "absent"}, "Away from the area for 4 weeks or more: say on which day."),
        ({"start": "2026-11-02", "exceptions": "weather"}, "weather is not one of the available choices"),
        ({"start": "2026-11-02", "exceptions": "absent", "from__absent": "2026-12-02", "to__absent": "2026-12-01"},
         "An exception ends on or after the day on which it begins."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_words(client, said, told):
    text = page(client, "ehc-assessment", **said)
    assert "There is a problem" in text and told in text and "The days" not in text


@pytest.mark.parametrize(
    "query", ["start-day=%00&start-month=1&start-year=2026", "start=2026-11-02", "x=1", "start-day=9" * 40]
)
def test_odd_addresses_are_answered(client, query):
    assert client.get(f"{reverse('clocks:clock', args=['idp-school'])}?{query}").status_code == 200


def test_far_days_are_answered(client):
    for id in IDS:
        assert client.get(reverse("clocks:clock", args=[id]), day("start", "2199-12-31")).status_code == 200


def test_the_first_page_leads_there(client):
    assert reverse("clocks:index") in client.get("/").content.decode()
