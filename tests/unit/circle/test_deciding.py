"""Who decides, by birthdays and by what was assessed."""

from datetime import date, timedelta

import pytest

from unstori.circle import queries, rules
from unstori.circle.rules import Standing
from unstori.core import definitions
from unstori.core.errors import RuleBroken

LAW = definitions.version(queries.definitions.FOLDER, "deciding", 1)
BORN = date(2008, 2, 29)  # turns 16 on 29 February 2024 and 18 on 1 March 2026
SELF, PARENT = Standing(is_self=True), Standing(is_parent=True)
AUTHORITY, WORKER = Standing(has_authority=True), Standing(is_professional=True)
CHILD, YOUNG, ADULT = date(2024, 2, 28), date(2024, 2, 29), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("who", "on", "yes", "unknown", "no"),
    [
        (SELF, CHILD, "competent_child", None, None),
        (PARENT, CHILD, None, "parental_responsibility", "parental_responsibility"),
        (AUTHORITY, CHILD, None, None, None),
        (WORKER, CHILD, None, None, None),
        (SELF, YOUNG, "self", "self", None),
        (PARENT, YOUNG, None, None, "parental_responsibility"),
        (PARENT, ADULT - timedelta(days=1), None, None, "parental_responsibility"),
        (AUTHORITY, YOUNG, None, None, "attorney_or_deputy"),
        (WORKER, YOUNG, None, None, "best_interests"),
        (SELF, ADULT, "self", "self", None),
        (PARENT, ADULT, None, None, None),
        (AUTHORITY, ADULT, None, None, "attorney_or_deputy"),
        (WORKER, ADULT, None, None, "best_interests"),
        (Standing(), ADULT, None, None, None),
    ],
)
def test_who_decides_by_age_and_ability(who, on, yes, unknown, no):
    for able, expected in ((True, yes), (None, unknown), (False, no)):
        assert rules.deciding_as(who, born_on=BORN, on=on, able=able, law=LAW["rules"]) == expected


def test_an_unknown_birthday_is_presumed_able():
    assert rules.deciding_as(SELF, born_on=None, on=ADULT, able=None, law=LAW["rules"]) == "self"
    assert rules.deciding_as(PARENT, born_on=None, on=ADULT, able=None, law=LAW["rules"]) is None


@pytest.mark.parametrize(
    ("on", "child", "parents"),
    [
        (CHILD, YOUNG, ADULT),
        (YOUNG, None, ADULT),
        (ADULT - timedelta(days=1), None, ADULT),
        (ADULT, None, None),
    ],
)
def test_birthdays_on_which_rights_change(on, child, parents):
    assert rules.child_ends(BORN, on, LAW) == child
    assert rules.parents_end(BORN, on, LAW) == parents


def test_without_a_birthday_nothing_ends_by_age():
    assert rules.child_ends(None, CHILD, LAW) is None
    assert rules.parents_end(None, CHILD, LAW) is None


@pytest.mark.parametrize(
    ("able", "cause", "age", "holds"),
    [
        (True, "", 30, True),
        (False, "x", 30, True),
        (False, " ", 30, False),
        (False, "", 16, False),
        (False, "", 15, True),
        (False, "", None, False),
    ],
)
def test_from_sixteen_not_being_able_has_a_cause(able, cause, age, holds):
    said = {"able": able, "cause": cause, "age": age, "law": {"child_until": 16}}
    if holds:
        rules.check_cause(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_cause(**said)


@pytest.mark.parametrize(
    ("decided_as", "then", "holds"),
    [
        ("best_interests", "given", False),
        ("best_interests", "refused", False),
        ("best_interests", "withdrawn", True),
        ("best_interests", "invalidated", True),
        ("self", "given", True),
        ("attorney_or_deputy", "refused", True),
    ],
)
def test_nothing_is_decided_for_somebody_with_one_press(decided_as, then, holds):
    if holds:
        rules.check_in_their_place(decided_as, then)
    else:
        with pytest.raises(RuleBroken):
            rules.check_in_their_place(decided_as, then)


def test_definitions_name_their_source_and_are_not_yet_verified():
    for definition in definitions.load(queries.definitions.FOLDER):
        assert definition["source"] and definition["verified"] is False


@pytest.mark.parametrize(
    ("who", "may"),
    [(SELF, True), (PARENT, True), (AUTHORITY, True), (WORKER, False), (Standing(protects=True), False)],
)
def test_the_person_and_who_decides_for_them_may_disagree(who, may):
    assert rules.can_dispute(who) is may
    if not may:
        with pytest.raises(RuleBroken):
            rules.check_dispute(who)
