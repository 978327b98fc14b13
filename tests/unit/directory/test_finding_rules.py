"""What finds an entry is made from its document, and two entries are alike by a name and a mark."""

from datetime import time

import pytest

from unstori.directory.rules import finding, keeping

A, B = "ac148810-d857-441c-9679-408f346de14b", "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Swim-Club (Tuesdays)", "swim club tuesdays", True),
        ("Clwb y Dŵr", "CLWB Y DWR", True),
        ("Swim club", "Swim club 2", False),
    ],
)
def test_names_are_compared_by_their_letters_and_digits(one, other, same):
    assert (finding.key_of(one) == finding.key_of(other)) is same


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        ({"byday": "MO,WE", "opens_at": "09:30", "closes_at": "24:00"}, [(0, time(9, 30)), (2, time(9, 30))]),
        ({"byday": "-1SU,2SU"}, [(6, None)]),
        ({"opens_at": "10:00:00Z"}, [(None, time(10))]),
        ({}, [(None, None)]),
    ],
)
def test_openings_are_days_with_hours(schedule, hours):
    assert [(one.day, one.opens) for one in finding.openings_in({"schedules": [schedule]})] == hours


def test_an_opening_knows_its_place():
    place = {"id": A, "schedules": [{"byday": "MO"}], "location": {"schedules": [{"byday": "TU"}]}}
    said = {"schedules": [{"byday": "WE", "service_at_location_id": B}], "service_at_locations": [place]}
    assert [(str(one.place), one.day) for one in finding.openings_in(said)] == [(B, 2), (A, 0), (A, 1)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"phones": [{"number": "029 2000 0000"}]}, {"phones": [{"number": "+44 29 2000 0000"}]}, True),
        ({"phones": [{"number": "029 2000 0000"}]}, {"phones": [{"number": "029 2000 0001"}]}, False),
        ({"url": "https://www.example.org/swim/"}, {"url": "http://example.org/swim"}, True),
        ({"url": "https://example.org/"}, {"url": "https://example.org"}, False),
        ({}, {}, False),
    ],
)
def test_entries_of_one_name_are_alike_by_a_mark(one, other, alike):
    assert finding.is_like(one, other) is alike


@pytest.mark.parametrize(
    ("brief", "is_brief"),
    [
        ({"name": "A", "organization": {"id": B}}, True),
        ({"name": "B"}, False),
        ({"name": "A", "email": "a@example.org"}, False),
    ],
)
def test_a_short_form_says_nothing_else(brief, is_brief):
    whole = {"name": "A", "schedules": [1], "organization": {"id": B, "name": "C"}}
    assert keeping.is_brief_of(brief, whole) is is_brief


def test_a_short_form_takes_no_parts_away():
    whole = {"name": "A", "schedules": [1], "organization": {"id": B, "attributes": [2]}, "email": "x"}
    made = keeping.with_parts_of({"name": "New", "organization": {"id": B, "name": "C"}}, whole)
    assert made == {
        "name": "New",
        "schedules": [1],
        "organization": {"id": B, "name": "C", "attributes": [2]},
    }


def test_a_taxonomy_that_is_only_named_is_the_same_everywhere():
    one, other = finding.taxonomy_of({"taxonomy": "SEND"}), finding.taxonomy_of({"taxonomy": " SEND "})
    assert one == other and finding.taxonomy_of({}) is None
