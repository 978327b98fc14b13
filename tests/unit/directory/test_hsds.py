"""An entry can stand in the directory when its shape and its meaning are right; the official schemas agree on shape."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from unstori.directory.rules.hsds import check, check_part, standard
from unstori.directory.rules.values import Problem

DATA = Path(__file__).parents[4] / "shared" / "data" / "hsds_uk"
SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Nofio i bawb",
    "status": "active",
    "minimum_age": 8,
    "maximum_age": 18,
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Clwb Nofio", "description": "A club"},
    "schedules": [
        {"id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "freq": "WEEKLY", "byday": "SA,-1SU", "opens_at": "10:00"}
    ],
    "cost_options": [{"id": "1fdf4d39-3d80-484d-9f92-a8ffa08621e7", "amount": 3.5, "valid_from": "2026-01-01"}],
    "service_at_locations": [
        {
            "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
            "location": {
                "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical",
                "latitude": 51.48, "longitude": -3.18,
                "addresses": [
                    {"id": "74706e55-df26-4b84-80fe-ecc30b5befb4", "address_1": "1 Heol y Dŵr", "city": "Caerdydd",
                     "state_province": "", "postal_code": "CF10 1AA", "country": "GB", "address_type": "physical"}
                ],
            },
        }
    ],
}  # fmt: skip
PLACE = "service_at_locations.0.location"


def changed(where: str, value):
    """The good one with one thing other; `None` takes it away."""
    made = deepcopy(SERVICE)
    *steps, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    inside = made
    for step in steps:
        inside = inside[step]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    return made


def test_a_good_entry_has_nothing_wrong():
    assert check(SERVICE) == []


@pytest.mark.parametrize(
    ("where", "value", "problem"),
    [
        ("name", None, Problem.MISSING),
        ("name", "  ", Problem.EMPTY),
        ("name", 5, Problem.NOT_TEXT),
        ("name", "a\x00b", Problem.BAD_TEXT),
        ("status", "open", Problem.NOT_A_CHOICE),
        ("id", "42", Problem.NOT_UUID),
        ("minimum_age", 19, Problem.BACKWARDS),
        ("maximum_age", 151, Problem.BEYOND),
        ("minimum_age", -1, Problem.BEYOND),
        ("minimum_age", "8", Problem.NOT_A_NUMBER),
        ("minimum_age", True, Problem.NOT_A_NUMBER),
        ("minimum_age", float("nan"), Problem.NOT_A_NUMBER),
        ("url", "www.example.org", Problem.NOT_LINK),
        ("url", "javascript:alert(1)", Problem.NOT_LINK),
        ("url", "http://[", Problem.NOT_LINK),
        ("email", "nobody", Problem.NOT_EMAIL),
        ("assured_date", "2026-02-30", Problem.NOT_DATE),
        ("last_modified", "2026-02-03 10:00", Problem.NOT_INSTANT),
        ("organization", [], Problem.NOT_A_PART),
        ("schedules", {}, Problem.NOT_A_LIST),
        ("schedules.0.byday", "SAT", Problem.NOT_DAYS),
        ("schedules.0.bymonthday", "32", Problem.NOT_MONTH_DAYS),
        ("schedules.0.opens_at", "25:00", Problem.NOT_TIME),
        ("schedules.0.freq", "DAILY", Problem.NOT_A_CHOICE),
        ("cost_options.0.valid_to", "2025-12-31", Problem.BACKWARDS),
        ("cost_options.0.amount", -1, Problem.BEYOND),
        (f"{PLACE}.latitude", 100, Problem.BEYOND),
        (f"{PLACE}.longitude", -181, Problem.BEYOND),
        (f"{PLACE}.location_type", "hall", Problem.NOT_A_CHOICE),
        (f"{PLACE}.addresses.0.city", None, Problem.MISSING),
        (f"{PLACE}.addresses.0.postal_code", "12345", Problem.NOT_POSTCODE),
        ("organization.uri", "data:text/html,x", Problem.NOT_URI),
        ("other", {"deep": ["a\x00b"]}, Problem.BAD_TEXT),
    ],
)
def test_what_cannot_be_right_is_found_where_it_stands(where, value, problem):
    assert [one.problem for one in check(changed(where, value))] == [problem]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("schedules.0.closes_at", "24:00"),
        ("schedules.0.opens_at", "10:00:00Z"),
        (f"{PLACE}.addresses.0.postal_code", ""),
        (f"{PLACE}.addresses.0.postal_code", "cf101aa"),
        (f"{PLACE}.addresses.0.postal_code", "CF10"),
        ("organization.uri", "urn:uuid:1"),
        ("wait_time", "Six weeks"),
        ("last_modified", "2023-03-15T10:30:45.123Z"),
    ],
)
def test_what_may_be_so_is_let_through(where, value):
    assert check(changed(where, value)) == []


def test_a_foreign_code_is_not_held_against_our_postcodes():
    away = changed(f"{PLACE}.addresses.0.postal_code", "ABC 1234")
    away["service_at_locations"][0]["location"]["addresses"][0]["country"] = "US"
    assert check(away) == []


def test_a_document_that_nests_for_ever_is_refused():
    deep = inside = {}
    for _step in range(200):
        inside["more"] = {}
        inside = inside["more"]
    assert [one.problem for one in check(SERVICE | {"other": deep})] == [Problem.NOT_A_PART]


def test_the_path_says_where():
    assert check(changed(f"{PLACE}.latitude", 100))[0].path == "service_at_locations[0].location.latitude"


official = pytest.mark.skipif(not DATA.exists(), reason="the standard's own files are not here")


def official_says(document, name="service"):
    """Where the official schema finds a fault: the last named step of each path."""
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads((DATA / f"schema/compiled/{name}.json").read_text(encoding="utf-8"))
    schema.pop("name", None)
    found = Draft202012Validator(schema, format_checker=FormatChecker(["uuid", "email"])).iter_errors(
        document
    )
    return list(found)


@official
@pytest.mark.parametrize("where", ["name", "status", "id", "schedules.0.id", "organization.description"])
def test_the_official_schema_and_we_want_the_same_to_be_there(where):
    bad = changed(where, None)
    assert official_says(bad) and check(bad)


@official
@pytest.mark.parametrize(
    ("where", "value"), [("status", "open"), ("name", 5), ("minimum_age", "8"), ("id", "42")]
)
def test_the_official_schema_and_we_refuse_the_same_shapes(where, value):
    bad = changed(where, value)
    assert not official_says(SERVICE) and official_says(bad) and check(bad)


@official
def test_the_official_example_is_right_in_shape_and_wrong_in_meaning():
    for folder in ("examples", "mocks/default"):
        document = json.loads((DATA / folder / "service_full.json").read_text(encoding="utf-8"))
        assert not official_says(document)
        found = check(document)
        assert [(one.path, one.value) for one in found] == [
            ("service_at_locations[0].location.latitude", "100")
        ]
        document["service_at_locations"][0]["location"]["latitude"] = 51
        assert check(document) == []


@official
def test_every_part_has_the_official_fields_and_requirements():
    for name, part in standard()["parts"].items():
        schema = json.loads((DATA / f"schema/{name}.json").read_text(encoding="utf-8"))
        assert set(schema["properties"]) <= set(part["fields"]), name
        assert set(schema.get("required", ())) == set(part["required"]), name


@official
@pytest.mark.parametrize("name", ["taxonomy", "taxonomy_term"])
def test_taxonomies_of_the_standard_are_right(name):
    assert not check_part(json.loads((DATA / f"examples/{name}.json").read_text(encoding="utf-8")), name)
