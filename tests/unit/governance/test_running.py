"""Who runs what; what erasing asks for."""

from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.access.rules import workplace as rules
from unstori.core.errors import RuleBroken
from unstori.governance import rules as running
from unstori.governance.rules import can_run, check_another, check_open, check_typed

HERE, ELSEWHERE = uuid4(), uuid4()


def actor(kind, organisation=HERE, vouched=True):
    return Actor(user_id=uuid4(), capacity_id=uuid4(), kind=kind, label="", user_name="",
                 organisation_id=organisation, vouched=vouched)  # fmt: skip


@pytest.mark.parametrize(
    ("by", "place", "may"),
    [
        (actor("administrator"), HERE, True),
        (actor("administrator"), ELSEWHERE, False),
        (actor("administrator", vouched=False), HERE, False),
        (actor("administrator", None), None, False),
        (actor("worker"), HERE, False),
        (actor("steward"), HERE, False),
        (actor("governance"), HERE, False),
        (actor("family", None), HERE, False),
        (actor("system", None), HERE, True),
    ],
)
def test_an_administrator_of_the_organisation_alone_administers_it(by, place, may):
    assert rules.can_administer(by, place) is may


@pytest.mark.parametrize(
    ("kind", "place", "vouched", "may"),
    [
        ("administrator", HERE, True, True), ("steward", HERE, True, True), ("governance", HERE, True, True),
        ("administrator", None, True, False), ("administrator", HERE, False, False), ("worker", HERE, True, False),
        ("self", None, True, False),
    ],
)  # fmt: skip
def test_the_pages_of_those_who_run_it(kind, place, vouched, may):
    assert can_run(actor(kind, place, vouched)) is may


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ({"kind": "worker", "has_team": True, "same_organisation": True, "manages": True}, True),
        ({"kind": "worker", "has_team": False, "same_organisation": True, "manages": False}, True),
        ({"kind": "steward", "has_team": True, "same_organisation": True, "manages": False}, True),
        ({"kind": "worker", "has_team": True, "same_organisation": False, "manages": False}, False),
        ({"kind": "worker", "has_team": False, "same_organisation": True, "manages": True}, False),
        ({"kind": "steward", "has_team": True, "same_organisation": True, "manages": True}, False),
    ],
)
def test_a_worker_manages_the_team_they_work_in(said, holds):
    if holds:
        rules.check_place(**said)
        return
    with pytest.raises(RuleBroken):
        rules.check_place(**said)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: rules.check_given("self"),
        lambda: rules.check_given("system"),
        lambda: rules.check_not_last("administrator", 0),
        lambda: rules.check_takes_over(same=True, is_there=True),
        lambda: rules.check_takes_over(same=False, is_there=False),
        lambda: rules.check_said("because I say so", rules.WHY_ENDED),
        lambda: check_typed("abd", "abc"),
        lambda: check_typed("", "abc"),
        lambda: check_another(same=True),
        lambda: check_open(False),
    ],
)
def test_what_is_refused(broken):
    with pytest.raises(RuleBroken):
        broken()


def test_what_is_not():
    for kind in rules.GIVEN:
        rules.check_given(kind)
    rules.check_not_last("administrator", 1)
    rules.check_not_last("worker", 0)
    rules.check_takes_over(same=False, is_there=True)
    rules.check_said("left", rules.WHY_ENDED)
    check_typed(" ABC ", "abc")
    check_another(same=False)
    check_open(True)
    by = actor("administrator")
    rules.check_somebody_else(by, uuid4())
    with pytest.raises(RuleBroken):
        rules.check_somebody_else(by, by.user_id)


@pytest.mark.parametrize(
    ("kind", "by", "two"),
    [
        ("administrator", "administrator", True), ("steward", "administrator", True), ("governance", "administrator", True),
        ("worker", "administrator", False), ("advocate", "administrator", False), ("governance", "system", False),
    ],
)  # fmt: skip
def test_who_runs_it_is_said_by_two_or_by_whoever_runs_the_installation(kind, by, two):
    assert running.takes_two(kind, actor(by)) is two


@pytest.mark.parametrize(
    ("kind", "vouched", "somewhere", "may"),
    [
        ("administrator", True, True, True), ("governance", True, True, True), ("steward", True, True, False),
        ("worker", True, True, False), ("administrator", False, True, False), ("governance", True, False, False),
        ("family", True, False, False),
    ],
)  # fmt: skip
def test_the_second_person_says_who_works_here_or_answers_for_what_is_kept(kind, vouched, somewhere, may):
    assert running.can_confirm(actor(kind, HERE if somewhere else None, vouched)) is may


def test_a_yes_says_how_they_are_known_and_a_no_says_why():
    for said in running.KNOWN_BY:
        running.check_confirmed(said)
    running.check_why_not("Not one of ours")
    for refused in (lambda: running.check_confirmed(""), lambda: running.check_why_not("  "),
                    lambda: running.check_somebody_confirms(False)):  # fmt: skip
        with pytest.raises(RuleBroken):
            refused()
