"""What an entry says beyond the standard: what can stand, and what finds it."""

from datetime import date, timedelta

import pytest

from unstori.core.errors import RuleBroken
from unstori.directory.rules import basics, beyond, check


@pytest.mark.parametrize(
    ("local", "good"),
    [
        ({}, True),
        ({"like": {"en": "Warm."}}, True),
        ({"like": {"en": "Warm.", "cy": "Cynnes."}}, True),
        ({"like": "Warm."}, False),
        ({"like": {}}, False),
        ({"like": {"en": "  "}}, False),
        ({"like": {"fr": "Chaud"}}, False),
        ({"like": {"en": "a\x00b"}}, False),
        ({"like": {"en": "a" * 4001}}, False),
        ({"easy": [{"en": "You swim.", "symbol": "swimming"}]}, True),
        ({"easy": [{"symbol": "swimming"}]}, False),
        ({"easy": [{"en": "a" * 121}]}, False),
        ({"easy": [{"en": "x"}] * 25}, False),
        ({"needs": ["autism"]}, True),
        ({"needs": ["rudeness"]}, False),
        ({"threshold": "nothing"}, True),
        ({"threshold": ["nothing"]}, False),
        ({"age_from": 3, "age_to": 9}, True),
        ({"age_from": 9, "age_to": 3}, False),
        ({"age_from": 121}, False),
        ({"age_from": True}, False),
        ({"districts": ["CF10", "LL55"]}, True),
        ({"districts": ["CF10 1AA"]}, False),
        ({"answers": {"senco": {"en": "Ms Rees"}}}, True),
        ({"answers": {"headteacher": {"en": "Ms Rees"}}}, False),
        ({"community": True, "wait_on": "2026-11-01"}, True),
        ({"colour": "red"}, False),
    ],
)
def test_what_can_stand(local, good):
    if good:
        return beyond.check(local)
    with pytest.raises(RuleBroken):
        beyond.check(local)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", []), ("CF10", ["CF10"]), ("cf10, cf11 1aa and CF10;LL55", ["CF10", "CF11", "LL55"]), ("SW1A a N1", ["SW1A", "N1"])],
)  # fmt: skip
def test_districts_are_read_as_people_type_them(typed, found):
    assert beyond.districts_in(typed) == found


@pytest.mark.parametrize("typed", ["Cardiff", "CF10, Splott", "CF10 XYZ"])
def test_what_is_no_district_is_named(typed):
    with pytest.raises(ValueError):
        beyond.districts_in(typed)


@pytest.mark.parametrize(
    ("routes", "needs"),
    [(None, None), ([], None), (["anybody"], False), (["gp", "family"], False), (["gp"], True), (["school", "panel"], True)],
)  # fmt: skip
def test_whether_somebody_must_refer(routes, needs):
    assert beyond.needs_referral({"routes": routes} if routes is not None else {}) is needs


def test_a_kind_follows_from_what_is_said():
    assert beyond.kind_of({}) == "service" and beyond.kind_of({"school_in": "no"}) == "service"
    assert beyond.kind_of({"school_in": "wales"}) == "school"
    assert beyond.kind_of({"community": True}) == "community"


def test_the_standards_ages_lead():
    assert beyond.ages({"minimum_age": 8}, {"age_from": 3, "age_to": 9}) == (8, None)
    assert beyond.ages({}, {"age_from": 3, "age_to": 9}) == (3, 9)


def test_it_is_found_by_its_words_and_by_what_was_chosen_in_both_languages():
    said = beyond.said_in({"like": {"cy": "Dŵr cynnes"}, "needs": ["autism"], "adjustments": ["hoist"]})
    for word in ("dwr cynnes", "autism", "awtistiaeth", "hoist", "teclyn codi"):
        assert word in said
    assert beyond.marks_in({"needs": ["autism", "autism"], "districts": ["CF10"]}) == [
        ("need", "autism"), ("district", "CF10")]  # fmt: skip


def test_it_must_be_looked_at_again_by_a_day_that_its_kind_decides():
    day = date(2026, 1, 1)
    assert beyond.check_again_on("service", day) == day + timedelta(weeks=52)
    assert beyond.check_again_on("community", day) == day + timedelta(weeks=26)


@pytest.mark.parametrize(
    ("document", "checked", "said"),
    [
        ({}, None, date(2026, 6, 1)),
        ({"assured_date": "2026-02-01"}, None, date(2026, 2, 1)),
        ({"assured_date": "2026-02-01", "last_modified": "2026-03-01T10:00:00Z"}, None, date(2026, 3, 1)),
        ({"assured_date": "2026-02-01"}, date(2026, 5, 1), date(2026, 5, 1)),
        ({"assured_date": "2030-01-01"}, None, date(2026, 6, 1)),
        ({"assured_date": "soon"}, None, date(2026, 6, 1)),
    ],
)
def test_the_last_that_said_so_counts(document, checked, said):
    assert beyond.last_said(document, today=date(2026, 6, 1), checked_on=checked) == said


def test_a_draft_is_laid_over_what_others_changed_meanwhile():
    base, draft = {"a": 1, "b": 1, "c": 1}, {"a": 2, "c": 1}
    assert beyond.laid_over({"a": 1, "b": 1, "c": 5, "d": 7}, base, draft) == {"a": 2, "c": 5, "d": 7}


def test_questions_belong_to_where_a_school_is():
    assert "senco" in beyond.questions("england") and "alnco" in beyond.questions("wales")
    assert beyond.questions("no") == {} == beyond.questions("")


WHOLE = {
    "name": "Walking", "description": "A walk.", "status": "active", "phone": "029 2000 0000", "place": "Hall",
    "street": "1 High St", "town": "Bangor", "postcode": "LL57 1AA", "days": [1, 3], "opens": "10:00",
    "closes": "11:30", "when": "Not in August", "minimum_age": 8, "maximum_age": None, "email": "", "url": "",
    "fees": "", "alert": "", "application_process": "",
}  # fmt: skip


def test_what_editors_type_becomes_a_document_of_the_standard_and_back():
    id = "0b6fbd6b-0f8c-4d6b-9b0a-0d5c1f4c9f11"
    document = basics.with_basics({"id": id}, WHOLE, (53.2, -4.1))
    assert check(document) == []
    found = basics.basics_in(document, whole=True)
    assert {key: value for key, value in found.items() if value} == {
        key: value for key, value in WHOLE.items() if value
    }
    assert basics.with_basics(document, WHOLE, (53.2, -4.1)) == document


def test_what_a_feed_said_of_places_stays_where_single_values_are_changed():
    id = "0b6fbd6b-0f8c-4d6b-9b0a-0d5c1f4c9f11"
    document = {
        "id": id,
        "name": "A",
        "status": "active",
        "schedules": [{"id": id}],
        "x-own": 1,
        "alert": "Shut",
    }
    made = basics.with_basics(document, {"name": "B", "status": "active", "alert": ""})
    assert made == {"id": id, "name": "B", "status": "active", "schedules": [{"id": id}], "x-own": 1}
