"""Who may have something forgotten, and on what terms: as a table."""

from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.access.rules import forgetting as rules
from unstori.core.errors import RuleBroken

HERE, ELSEWHERE = uuid4(), uuid4()


def actor(kind, organisation_id=None):
    return Actor(uuid4(), uuid4(), kind, "", "", organisation_id=organisation_id)


@pytest.mark.parametrize(
    ("kind", "organisation", "may"),
    [
        ("system", None, True),
        ("governance", HERE, True),
        ("governance", ELSEWHERE, False),
        ("governance", None, False),
        ("worker", HERE, False),
        ("advocate", None, False),
        ("family", None, False),
        ("self", None, False),
    ],
)
def test_who_may_forget(kind, organisation, may):
    assert rules.can_forget(actor(kind, organisation), HERE) is may
    assert rules.can_forget(actor("governance"), None) is False


@pytest.mark.parametrize(
    ("reason", "fine"),
    [
        ("Asked for in writing on 3 May, request 12.", True),
        ("Asked for", False),
        ("Geth asked for this in writing.", False),
        ("The rowlands family asked for this.", False),
        ("Nobody needs it together any more.", True),
    ],
)
def test_a_reason_stays_and_names_nobody(reason, fine):
    if fine:
        rules.check_erasing(reason, ("Gethin Rowlands", "Geth"))
    else:
        with pytest.raises(RuleBroken):
            rules.check_erasing(reason, ("Gethin Rowlands", "Geth"))


def test_a_hold_stands_above_everything():
    rules.check_not_held(False)
    with pytest.raises(RuleBroken, match="legal hold"):
        rules.check_not_held(True)
