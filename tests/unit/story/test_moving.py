"""Who says that somebody lives elsewhere now, and when."""

from datetime import date
from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.story import rules

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("kind, decides, adds, answers, may", [
    ("self", True, True, False, True), ("family", True, True, False, True), ("family", False, True, False, False),
    ("worker", False, True, True, True), ("worker", False, True, False, False), ("worker", False, False, True, False),
    ("administrator", False, True, True, False),
])  # fmt: skip
def test_who_says_it(kind, decides, adds, answers, may):
    by = Actor(user_id=uuid4(), capacity_id=uuid4(), kind=kind, user_name="Mair", label="Mair")
    assert rules.can_say_moved(by, decides=decides, adds=adds, answers=answers) is may


@pytest.mark.parametrize("same, since, fine", [
    (False, TODAY, True), (False, date(2025, 1, 1), True), (True, TODAY, False), (False, date(2026, 11, 23), False),
])  # fmt: skip
def test_when_it_is_said(same, since, fine):
    if fine:
        rules.check_moved(same=same, since=since, today=TODAY)
        return
    with pytest.raises(RuleBroken):
        rules.check_moved(same=same, since=since, today=TODAY)
