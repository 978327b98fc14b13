"""What anybody can ask for, as they read it: by place, age and situation, in both languages, with nothing kept."""

import re

import pytest
from django.test import Client

from unstori.access.models import AuditEvent
from unstori.directory.queries import entitlements as queries

pytestmark = pytest.mark.django_db
START = "/what-can-i-ask/"


def page(address, language="en"):
    client = Client()
    client.cookies["django_language"] = language
    response = client.get(address, HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == 200, address
    assert "sessionid" not in response.cookies
    return response.content.decode()


def named(said):
    return set(re.findall(r'<h3><a href="/what-can-i-ask/([a-z_]+)/', said))


def test_the_questions_lead_to_an_address_that_holds_only_what_was_ticked():
    response = Client().get(f"{START}?where=wales&council=W06000015&age=5-10&so=money&so=carer&extra=Gethin")
    assert response.status_code == 302
    assert response.url == f"{START}list/?where=wales&council=W06000015&age=5-10&so=carer&so=money"


@pytest.mark.parametrize(
    "asked", ["?age=5-10", "?where=france", "?where=wales&so=nothing", "?where=wales&age=9"]
)
def test_what_cannot_be_understood_is_said(asked):
    said = page(f"{START}{asked}")
    assert "There is a problem" in said
    assert Client().get(f"{START}list/{asked}").url == START


def test_answers_can_be_changed():
    said = page(f"{START}?where=wales&so=money&change=1")
    assert re.search(r'value="money"[^>]*checked', said) and "Show what I can ask for" in said


@pytest.mark.parametrize("kind", ["list", "easy"])
def test_a_list_has_what_fits_and_nothing_else(kind):
    said = named(page(f"{START}{kind}/?where=wales&age=5-10&so=carer"))
    assert {"carer_wales", "short_break_wales", "carers_allowance"} <= said
    assert not said & {"carer_england", "pip", "idp_college_wales", "blue_badge"}


def test_a_list_says_why():
    assert "You ticked: I look after somebody" in page(f"{START}list/?where=wales&age=5-10&so=carer")


def test_an_english_council_is_not_asked_for():
    assert Client().get(f"{START}?where=england&council=W06000015").url == f"{START}list/?where=england"


def test_one_thing_says_everything_in_both_languages():
    asked = f"{START}carer_wales/?where=wales&council=W06000015&so=welsh&so=communication"
    said = page(asked)
    for words in ("A carer’s assessment of your own", "social services (Cardiff)", "I am asking for a carer’s assessment",
                  "Dear Sir or Madam", "s. 24", "Public Services Ombudsman for Wales", "speak to me in Welsh",
                  "Easy Read, large print", "mailto:?subject=", "Rwy’n gofalu am rywun", "A lawyer has not checked this yet."):  # fmt: skip
        assert words in said, words
    welsh = page(asked, "cy")
    assert "Asesiad gofalwr i chi eich hun" in welsh and "(Caerdydd)" in welsh


def test_what_was_read_in_its_source_says_so():
    assert "This was checked against its source." in page(f"{START}idp_school_wales/")


def test_a_health_board_is_named_where_a_council_is():
    assert "Cardiff and Vale University Health Board" in page(
        f"{START}wheelchair/?where=wales&council=W06000015"
    )


def test_each_nation_has_its_own_way_when_it_is_not_known_where():
    both = page(f"{START}facilities_grant/")
    assert "<b>Wales:</b>" in both and "<b>England:</b>" in both
    one = page(f"{START}facilities_grant/?where=england")
    assert "<b>Wales:</b>" not in one and "Local Government and Social Care Ombudsman" in one


@pytest.mark.parametrize("id", [one.id for one in queries.entitlements()])
def test_everything_on_the_list_has_its_page(id):
    said = page(f"{START}{id}/", "cy")
    assert 'class="letter"' in said


def test_what_is_not_on_the_list_is_not_found():
    assert Client().get(f"{START}winning_the_lottery/").status_code == 404


def test_nothing_is_asked_of_the_database_and_nothing_written(django_assert_num_queries):
    before = AuditEvent.objects.count()
    with django_assert_num_queries(0):
        page(f"{START}list/?where=wales")
        page(f"{START}carer_wales/")
    assert AuditEvent.objects.count() == before
