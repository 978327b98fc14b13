"""Robots cannot make it slow: what costs is limited for each address, kindly, in both languages; nothing is kept."""

import pytest
from django.conf import settings
from django.test import Client

from unstori.core.restraint import Restraint
from unstori.directory.views import filters, restraint
from unstori.exchange.views import open_data, open_referral

pytestmark = pytest.mark.django_db
ROBOT = {"x-forwarded-for": "198.51.100.7"}


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(restraint, "SEARCHES", Restraint(rate=0.01, burst=2))
    monkeypatch.setattr(open_referral, "CALLS", Restraint(rate=0.01, burst=2))


def asked(path="/services/?q=swim", **more):
    return Client(headers={**ROBOT, **more}).get(path)


def test_who_searches_without_an_end_is_asked_to_wait():
    assert [asked().status_code for _ in range(3)] == [200, 200, 429]
    refused = asked()
    assert int(refused["Retry-After"]) > 0
    page = refused.content.decode()
    assert "Wait a few seconds" in page and 'href="/services/?q=swim"' in page
    assert "Arhoswch ychydig eiliadau" in asked(**{"accept-language": "cy"}).content.decode()


def test_others_and_the_first_page_go_on():
    for _ in range(3):
        asked()
    assert asked("/services/").status_code == 200
    assert Client(headers={"x-forwarded-for": "198.51.100.8"}).get("/services/?q=swim").status_code == 200
    assert all(Client().get("/services/?q=swim").status_code == 200 for _ in range(4))  # this machine


def test_other_systems_are_told_in_json():
    answers = [asked("/open-referral/v3/services") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].json()["status"] == 429 and answers[-1]["Retry-After"]


def test_searches_are_no_pages_to_be_listed_elsewhere():
    assert asked()["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in asked("/services/")


def test_robots_are_told_what_is_for_them():
    said = (settings.WHITENOISE_ROOT / "robots.txt").read_text()
    assert "Disallow: /services/?" in said and "Disallow: /\n" in said


def test_filters_are_made_once_for_each_choice_and_language(monkeypatch):
    made = []
    real = filters._made
    monkeypatch.setattr(filters, "_made", lambda form: made.append(1) or real(form))
    filters._kept.cache_clear()
    first, welsh = Client(), Client(headers={"accept-language": "cy"})
    for q in ("a", "b", "<i>"):
        page = first.get("/services/", {"q": q, "age": "9", "access": "hoist"}).content.decode()
        assert 'value="9"' in page and "<i>" not in page
    assert len(made) == 1
    assert "Welsh" in first.get("/services/?q=a").content.decode() and len(made) == 2
    assert welsh.get("/services/?q=a").status_code == 200 and len(made) == 3
    for _ in range(2):  # what is wrong is said anew
        assert "Write the age as a number" in first.get("/services/?age=abc").content.decode()
    assert len(made) == 5


def test_who_takes_the_whole_file_without_an_end_waits(monkeypatch):
    monkeypatch.setattr(open_data, "FILES", Restraint(rate=0.01, burst=2))
    monkeypatch.setattr(open_data.queries, "open_facts", lambda: {"digest": "a" * 64})
    path = "/open-data/services.zip"
    assert [asked(path).status_code for _ in range(3)] == [200, 200, 429]
    assert asked(path)["Retry-After"] and asked(path, **{"if-none-match": f'"{"a" * 32}"'}).status_code == 304
