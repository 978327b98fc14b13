"""Truth tables: emergencies, and keeping one thing from one person."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from unstori.access.rules import PRIVATE, SHAREABLE, Actor, check_grant, safety
from unstori.core.errors import RuleBroken

TODAY = date(2026, 11, 22)
HERE, THERE = uuid4(), uuid4()
REASON = "She said at school that she is afraid to go home."


def actor(kind, organisation=HERE):
    return Actor(
        user_id=uuid4(), capacity_id=uuid4(), kind=kind, label="", user_name="", organisation_id=organisation
    )


def days(number):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("worker", True),
        ("governance", False),
        ("advocate", False),
        ("family", False),
        ("self", False),
        ("system", False),
    ],
)
def test_only_workers_break_the_glass(kind, may):
    assert safety.can_break_glass(actor(kind)) is may


@pytest.mark.parametrize(
    ("kind", "organisation", "adds", "may"),
    [
        ("worker", HERE, True, True),
        ("worker", HERE, False, False),
        ("advocate", None, True, True),
        ("governance", HERE, False, True),
        ("governance", THERE, True, False),
        ("governance", None, True, False),
        ("family", None, True, False),
        ("self", None, True, False),
        ("system", None, True, False),
    ],
)
def test_who_may_keep_something_from_somebody(kind, organisation, adds, may):
    by = actor(kind, organisation)
    assert safety.can_withhold(by, adds_to_safeguarding=adds, authority_id=HERE) is may


@pytest.mark.parametrize(
    ("reason", "review", "ends", "holds"),
    [
        (REASON, 30, 60, True),
        (REASON, 1, 366, True),
        (REASON, 1, 367, False),
        (REASON, 0, 60, False),
        (REASON, 60, 60, False),
        (REASON, 61, 60, False),
        ("danger", 30, 60, False),
        (" " * 40, 30, 60, False),
    ],
)
def test_keeping_something_has_a_reason_a_review_and_an_end(reason, review, ends, holds):
    def check():
        safety.check_withholding(reason=reason, review_on=days(review), ends_on=days(ends), today=TODAY)

    if holds:
        check()
        return
    with pytest.raises(RuleBroken):
        check()


@pytest.mark.parametrize(("tries", "holds"), [(0, True), (4, True), (5, False), (6, False)])
def test_tries_are_counted(tries, holds):
    if holds:
        safety.check_tries(tries)
        return
    with pytest.raises(RuleBroken):
        safety.check_tries(tries)


def test_somebody_else_reviews_once():
    by = actor("governance")
    safety.check_review(by=by, opened_by_user=uuid4(), reviewed=False)
    for own, reviewed in ((by.user_id, False), (uuid4(), True)):
        with pytest.raises(RuleBroken):
            safety.check_review(by=by, opened_by_user=own, reviewed=reviewed)


def test_private_is_granted_to_the_person_alone():
    for section in SHAREABLE:
        check_grant(section=section, holder_is_the_person=False)
    check_grant(section=PRIVATE, holder_is_the_person=True)
    for section, own in ((PRIVATE, False), ("nonsense", True)):
        with pytest.raises(ValueError):
            check_grant(section=section, holder_is_the_person=own)
