"""Which entitlements fit what somebody ticked, as truth tables."""

import pytest

from unstori.core import clock, definitions
from unstori.directory.queries import entitlements as queries
from unstori.directory.rules.entitlements import Conditions, Situation, because, fits, holds_at, holds_in

WALES, ENGLAND, BOTH = "wales", "england", "england_and_wales"


@pytest.mark.parametrize(
    ("jurisdiction", "nation", "holds"),
    [
        (WALES, WALES, True),
        (WALES, ENGLAND, False),
        (ENGLAND, ENGLAND, True),
        (ENGLAND, WALES, False),
        (BOTH, WALES, True),
        (BOTH, ENGLAND, True),
        (WALES, "", True),
    ],
)
def test_where_it_holds(jurisdiction, nation, holds):
    assert holds_in(Conditions(jurisdiction), nation) is holds


@pytest.mark.parametrize(
    ("ages", "band", "holds"),
    [
        (None, (0, 5), True),
        ((16, 66), None, True),
        ((16, 66), (11, 16), False),
        ((16, 66), (16, 18), True),
        ((16, 66), (66, 150), False),
        ((14, 19), (11, 16), True),
        ((0, 16), (16, 18), False),
        ((3, 19), (18, 25), True),
    ],
)
def test_a_band_meets_ages_when_anybody_in_it_does(ages, band, holds):
    assert holds_at(Conditions(BOTH, ages), band) is holds


@pytest.mark.parametrize(
    ("when", "ticked", "fit", "why"),
    [
        (set(), set(), True, set()),
        (set(), {"money"}, True, set()),
        ({"money"}, set(), True, set()),
        ({"money"}, {"money"}, True, {"money"}),
        ({"money", "home"}, {"home", "work"}, True, {"home"}),
        ({"money"}, {"work"}, False, set()),
    ],
)
def test_what_was_ticked(when, ticked, fit, why):
    conditions, said = Conditions(WALES, None, frozenset(when)), Situation(WALES, None, frozenset(ticked))
    assert fits(conditions, said) is fit and because(conditions, said) == why
    assert not fits(conditions, Situation(ENGLAND, None, frozenset(ticked)))


def test_a_place_and_an_age_must_both_hold():
    one = Conditions(ENGLAND, (14, 150), frozenset({"learning_disability"}))
    ticked = frozenset({"learning_disability"})
    assert fits(one, Situation(ENGLAND, (16, 18), ticked))
    assert not fits(one, Situation(ENGLAND, (5, 11), ticked))
    assert not fits(one, Situation(WALES, (16, 18), ticked))


def test_every_entitlement_names_what_there_is():
    """A list that points at nothing would show an empty heading, or a letter to nobody."""
    asking, found = queries.asking(), queries.entitlements()
    known = {
        name: {one["id"] for one in asking[name]} for name in ("groups", "deciders", "noes", "situations")
    }
    assert len(found) >= 60 and len({one.id for one in found}) == len(found)
    for one in found:
        assert one.item["group"] in known["groups"] and one.item["decider"] in known["deciders"], one.id
        assert one.item["no"] in known["noes"] and one.conditions.when <= known["situations"], one.id
        assert one.item["source"] and isinstance(one.item["verified"], bool) and one.item["easy"], one.id
        assert one.conditions.jurisdiction in definitions.JURISDICTIONS, one.id


def test_each_situation_and_each_heading_leads_to_something_in_both_nations():
    asking = queries.asking()
    for nation in (WALES, ENGLAND):
        found = queries.entitlements_for(Situation(nation))
        assert {one.item["group"] for one in found} == {one["id"] for one in asking["groups"]}
        for situation in asking["situations"]:
            if (nation, situation["id"]) == (ENGLAND, "welsh"):
                continue  # no law of England gives it
            assert any(situation["id"] in one.conditions.when for one in found), (nation, situation["id"])
        for age in asking["ages"]:
            assert queries.entitlements_for(Situation(nation, (age["from"], age["before"])))


@pytest.mark.parametrize(
    ("nation", "ages", "ticked", "there", "not_there"),
    [
        (ENGLAND, (16, 18), "learning_disability", "health_check_england", "health_check_wales"),
        (WALES, (16, 18), "learning_disability", "assessment_child_wales", "health_check_wales"),
        (WALES, (18, 25), "learning_disability", "health_check_wales", "assessment_child_wales"),
        (WALES, (5, 11), "at_school", "idp_school_wales", "ehc_assessment_england"),
        (ENGLAND, (5, 11), "money", "dla_child", "pip"),
        (ENGLAND, (16, 18), "money", "pip", "dla_child"),
        (WALES, (5, 11), "carer", "carer_wales", "carer_england"),
    ],
)
def test_what_a_family_finds(nation, ages, ticked, there, not_there):
    found = {one.id for one in queries.entitlements_for(Situation(nation, ages, frozenset({ticked})))}
    assert there in found and not_there not in found


def test_what_answers_more_of_what_was_ticked_comes_first():
    said = Situation(WALES, None, frozenset({"money", "home", "equipment"}))
    counts = [len(because(one.conditions, said)) for one in queries.entitlements_for(said)]
    assert counts == sorted(counts, reverse=True) and counts[0] == 3


def test_what_does_not_hold_yet_is_not_shown(monkeypatch):
    before = clock.today().replace(year=2020)
    monkeypatch.setattr(clock, "today", lambda: before)
    assert queries.entitlements() == []
