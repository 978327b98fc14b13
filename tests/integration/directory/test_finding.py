"""What anybody finds without an account: the right entries, said in plain words, in both languages."""

import re
import time

import pytest
from django.test import Client

from tests.integration.exchange import hsds
from tests.integration.exchange.test_services import taken, write
from unstori.access.models import AuditEvent
from unstori.directory.models import Entry, Likeness
from unstori.directory.presenters import paragraphs
from unstori.directory.rules.words import pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path):
    babies = hsds.service(
        "b", name="Canu a chwarae", description="<p>Songs &amp; play.</p><script>alert(1)</script><p>Tea.</p>",
        minimum_age=0, maximum_age=2, status="temporarily closed", url="https://www.example.org/songs",
        schedules=[], fees="£2", alert="The lift is broken.", application_process="Just come.",
        cost_options=[{"id": hsds.uuid("free"), "option": "First time", "amount": 0}], assured_date="2026-03-01",
        languages=[{"id": hsds.uuid("cy"), "name": "Cymraeg"}],
    )  # fmt: skip
    shut = hsds.service("x", name="Long gone", status="defunct")
    taken(write(tmp_path, hsds.page([hsds.service(1), hsds.service(2), babies, shut])))
    return Entry.objects.get(hsds_id=hsds.uuid("b"))


def names(asked=""):
    response = Client().get(f"/services/{asked}")
    assert response.status_code == 200
    page = response.content.decode()
    return re.findall(r'<h3><a href="/services/[^"]+">(?:<span[^>]*>\d+</span>)?([^<]+)</a></h3>', page), page


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("", ["Canu a chwarae", "Swimming 1", "Swimming 2"]),
        ("?q=SWIM", ["Swimming 1", "Swimming 2", "Canu a chwarae"]),  # its club is Clwb Nofio
        ("?q=dwr", ["Swimming 1", "Swimming 2", "Canu a chwarae"]),  # Heol y Dŵr
        ("?q=respite", ["Swimming 1", "Swimming 2", "Canu a chwarae"]),  # closed for a while
        ("?age=9", ["Swimming 1", "Swimming 2"]),
        ("?age=2", ["Canu a chwarae"]),
        ("?age=60", []),
        ("?day=5&q=", ["Swimming 1", "Swimming 2"]),
        ("?q=&age=&day=", ["Canu a chwarae", "Swimming 1", "Swimming 2"]),
    ],
)
def test_anybody_finds_by_words_age_and_day(listed, asked, wanted):
    assert names(asked)[0] == wanted


def test_nothing_found_says_what_to_do(listed):
    _found, page = names("?q=zzz")
    assert "Nothing here fits that" in page and "See everything" in page


def test_an_empty_directory_says_so():
    assert "There is nothing in the directory yet" in names()[1]


@pytest.mark.parametrize("asked", ["?age=abc", "?age=-1", "?day=9"])
def test_what_cannot_be_understood_is_said_and_keeps_what_was_typed(listed, asked):
    found, page = names(f"{asked}&q=swim")
    assert found == [] and "There is a problem" in page and 'value="swim"' in page
    assert "age=abc" not in asked or ('value="abc"' in page and "Write the age as a number" in page)


def test_an_entry_answers_what_families_ask(listed):
    page = Client().get(f"/services/{listed.hsds_id}/").content.decode()
    for words in ("Songs &amp; play.", "Closed for a while", "The lift is broken.", "Up to 2 years", "Just come.",
                  "tel:0292000b".replace("b", ""), "mailto:a@example.org", "First time: Free", "£2", "Neuadd y Dref",
                  "Cymraeg", "Last checked on 1 March 2026."):  # fmt: skip
        assert words in page, words
    assert "alert(1)</script>" not in page


def test_hours_and_places_are_said(listed):
    page = Client().get(f"/services/{hsds.uuid(1)}/").content.decode()
    assert "Saturday: 10 am to midday" in page and "1 Heol y Dŵr, Caerdydd, CF10 1AA" in page
    assert "£3.50 a time" in page and "Last changed on 2 January 2026." in page


def test_both_languages(listed):
    client = Client(headers={"accept-language": "cy"})
    assert "Dod o hyd i help" in client.get("/services/").content.decode()
    assert "Dydd Sadwrn" in client.get(f"/services/{hsds.uuid(1)}/").content.decode()


def test_what_is_not_listed_is_not_there_and_a_twin_leads_to_the_one_that_is(listed):
    other = Entry.objects.get(hsds_id=hsds.uuid(1))
    Entry.objects.filter(pk=listed.pk).update(same_as=other)
    assert Client().get(f"/services/{listed.hsds_id}/")["Location"] == f"/services/{other.hsds_id}/"
    Entry.objects.filter(pk=other.pk).update(gone_at="2026-01-01T00:00:00Z")
    assert Client().get(f"/services/{other.hsds_id}/").status_code == 404
    assert Client().get(f"/services/{listed.hsds_id}/").status_code == 404
    assert not Likeness.objects.exists()


def test_nobody_is_written_down_for_looking(listed):
    before = AuditEvent.objects.count()
    names("?q=swim")
    Client().get(f"/services/{listed.hsds_id}/")
    assert AuditEvent.objects.count() == before


def test_as_many_queries_whatever_there_is(listed, django_assert_num_queries):
    with django_assert_num_queries(2):
        names()
    with django_assert_num_queries(3):
        Client().get(f"/services/{listed.hsds_id}/")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One<br>two", ["One", "two"]),
        ("<ul><li>One</li><li>two</li></ul>", ["One", "two"]),
        ("a &amp; b\n\n  c", ["a & b", "c"]),
        ("", []),
        (f"From <a good {'start ' * 200}", ["From <a good" + " start" * 200]),
        (f"<p>One</p>{'<b x' * 400} two", ["One", "<b x" * 400 + " two"]),
    ],
)
def test_markup_of_feeds_becomes_plain_paragraphs(written, read):
    assert paragraphs(written) == read


def test_one_entry_that_is_written_badly_takes_no_list_with_it(tmp_path):
    endless = f"For children <aged five and up. {'It goes on and on. ' * 100}"
    taken(write(tmp_path, hsds.page([hsds.service("bad", name="Swim well", description=endless)])))
    said, page = names("?q=swim")
    assert said == ["Swim well"] and "For children &lt;aged five" in page


def test_what_never_ends_is_read_at_once():
    began = time.perf_counter()
    paragraphs("<br" * 100_000)
    pieces("<" * 300_000)
    assert time.perf_counter() - began < 2
