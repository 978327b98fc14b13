"""Correcting who somebody is; two corrections that meet are both shown."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.access.test_safety import keep
from unstori.access.models import AuditEvent
from unstori.people.models import Capacity, Person


@pytest.fixture
def asked():
    return {
        "version": "1",
        "called": "Geth bach",
        "full_name": "Gethin Rowlands",
        "born_on-day": "2",
        "born_on-month": "3",
        "born_on-year": "2017",
        "language": "cy",
        "nhs_number": "943 476 5919",
        "address": "1 Y Stryd",
        "postcode": "ll55  1ab",
        "phone": "",
    }


def at(world):
    return reverse("access:identity", args=[world.geth.reference])


def test_a_correction_is_kept_and_written_down(world, sign_in, asked):
    browser = sign_in(world.mair)
    assert "Geth" in browser.get(at(world)).content.decode()
    assert browser.post(at(world), asked).status_code == 302
    geth = Person.objects.get(pk=world.geth.pk)
    assert (geth.called, geth.nhs_number, geth.postcode, geth.version) == (
        "Geth bach",
        "9434765919",
        "LL55 1AB",
        2,
    )
    assert AuditEvent.objects.get(action="identity.correct").detail["fields"] == [
        "address",
        "called",
        "nhs_number",
        "postcode",
    ]


def test_two_corrections_that_meet_are_shown_side_by_side_and_settled(world, sign_in, asked):
    first, second = sign_in(world.mair), sign_in(world.huw)
    first.post(at(world), asked)
    page = second.post(
        at(world), {**asked, "called": "Gethin", "born_on-day": "3", "language": "en"}
    ).content.decode()
    assert "Geth bach" in page and "Gethin" in page and "2 March 2017" in page and "Cymraeg" in page
    assert Person.objects.get(pk=world.geth.pk).called == "Geth bach"
    second.post(at(world), {**asked, "version": "2", "called": "Gethin"})
    assert Person.objects.get(pk=world.geth.pk).called == "Gethin"


@pytest.mark.parametrize("wrong", [{"nhs_number": "9434765918"}, {"called": ""}, {"born_on-month": "13"}])
def test_what_cannot_be_right_is_said(world, sign_in, asked, wrong):
    assert "There is a problem" in sign_in(world.mair).post(at(world), {**asked, **wrong}).content.decode()


def test_a_number_of_somebody_else_is_refused_without_saying_whose(world, sign_in, asked):
    build.person("Somebody Else", nhs_number="9434765919")
    page = sign_in(world.mair).post(at(world), asked).content.decode()
    assert "cannot be used here" in page and "Somebody Else" not in page


def test_numbers_of_others_are_not_found_out_by_trying(world, sign_in, asked):
    build.person("Somebody Else", nhs_number="9434765919")
    browser = sign_in(world.huw)
    for _ in range(5):
        assert "cannot be used here" in browser.post(at(world), asked).content.decode()
    page = browser.post(at(world), asked).content.decode()
    assert "tried too many times" in page and "cannot be used here" not in page


def test_a_protected_address_is_neither_shown_nor_changed(world, sign_in, asked):
    Person.objects.filter(pk=world.geth.pk).update(address="A safe place", postcode="CF10 1AA")
    keep(world, kind="address", section="", withheld_from=Capacity.objects.get(pk=world.mair.capacity_id))
    browser = sign_in(world.mair)
    page = browser.get(at(world)).content.decode()
    assert "A safe place" not in page and "CF10" not in page and 'name="address"' not in page
    browser.post(at(world), asked)
    assert Person.objects.get(pk=world.geth.pk).address == "A safe place"


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_others_are_refused(world, sign_in, asked, who):
    assert sign_in(getattr(world, who)).post(at(world), asked).status_code == 404
    assert sign_in(getattr(world, who)).get(at(world)).status_code == 404


def test_from_what_is_known_one_comes_to_correcting_who_somebody_is(world, sign_in):
    way = reverse("access:identity", args=[world.geth.reference])
    facts = reverse("story:facts", args=[world.geth.reference])
    assert way in sign_in(world.mair).get(facts).content.decode()
    assert sign_in(world.mair).get(way).status_code == 200
