"""Later life, as tables: when an arrangement is looked at again, who of a team reads it, which checks belong to an age."""

from datetime import date

import pytest

from unstori.core.errors import RuleBroken
from unstori.pathways import later
from unstori.pathways.rules import later as rules

ON = date(2026, 11, 22)


def test_it_is_looked_at_a_year_on_also_from_a_leap_day():
    assert rules.review_on(ON, 12) == date(2027, 11, 22)
    assert rules.review_on(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert rules.is_to_look_at(state="agreed", on=ON, today=ON)
    assert not rules.is_to_look_at(state="ended", on=ON, today=ON)


@pytest.mark.parametrize("kind", ["worker", "family", "governance"])
@pytest.mark.parametrize("vouched", [True, False])
@pytest.mark.parametrize("same_team", [True, False])
@pytest.mark.parametrize("on_duty", [True, False])
@pytest.mark.parametrize("manages", [True, False])
def test_who_of_a_team_reads_it(kind, vouched, same_team, on_duty, manages):
    wanted = kind == "worker" and vouched and same_team and (on_duty or manages)
    found = rules.reads_for_team(
        kind=kind, vouched=vouched, same_team=same_team, on_duty=on_duty, manages=manages
    )
    assert found is wanted


@pytest.mark.parametrize(
    ("state", "use", "over"),
    [("agreed", True, False), ("in_use", False, True), ("replaced", False, False), ("ended", False, False)],
)
def test_what_can_be_said_of_it(state, use, over):
    for check, may in ((rules.check_use, use), (rules.check_over, over)):
        if may:
            check(state)
        else:
            with pytest.raises(RuleBroken):
                check(state)


def test_an_empty_page_is_not_agreed_nor_one_of_which_others_decide():
    good = {"whose": "Mam", "is_empty": False, "decides": True}
    rules.check_agree(**good)
    for wrong in ({"whose": " "}, {"is_empty": True}, {"decides": False}):
        with pytest.raises(RuleBroken):
            rules.check_agree(**{**good, **wrong})


@pytest.mark.parametrize(
    ("nation", "age", "now", "soon"),
    [
        ("england", 14, {"annual_check_england"}, set()),
        ("wales", 14, {"eyes_ears"}, set()),
        ("wales", 16, set(), {"annual_check_wales", "thyroid"}),
        ("wales", 28, {"annual_check_wales"}, {"dementia_baseline"}),
        ("wales", 30, {"annual_check_wales", "dementia_baseline"}, set()),
        ("wales", 41, {"dementia_baseline", "dementia_look", "home_plan"}, set()),
    ],
)
def test_which_checks_belong_to_an_age(nation, age, now, soon):
    found = {one.id: one.when for one in later.checks(nation, age, ON)}
    assert {id for id, when in found.items() if when == "now"} >= now
    assert {id for id, when in found.items() if when == "soon"} >= soon
    other = {"england": "wales", "wales": "england"}[nation]
    assert f"annual_check_{other}" not in found
    assert age >= 28 or "dementia_baseline" not in found
    assert all(one.source for one in later.checks(nation, None, ON))
