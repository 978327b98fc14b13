"""Supports: what counts as having less."""

import pytest

from unstori.core.errors import RuleBroken
from unstori.plan import rules


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [
        ("agreed", "stopped", True),
        ("started", "stopped", True),
        ("waiting", "stopped", True),
        ("started", "waiting", True),
        ("proposed", "stopped", False),
        ("agreed", "waiting", False),
        ("waiting", "started", False),
    ],
)
def test_what_takes_something_away(before, after, less):
    assert rules.takes_away(before, after) is less


@pytest.mark.parametrize(
    ("status", "is_found", "can"),
    [
        ("proposed", True, True),
        ("proposed", False, False),
        ("agreed", True, False),
        ("waiting", True, False),
        ("started", True, False),
        ("stopped", True, False),
    ],
)
def test_what_was_saved_from_the_directory_goes_until_it_is_agreed(status, is_found, can):
    assert rules.can_take_out(status=status, is_found=is_found) is can
    if can:
        rules.check_take_out(status=status, is_found=is_found)
    else:
        with pytest.raises(RuleBroken):
            rules.check_take_out(status=status, is_found=is_found)


@pytest.mark.parametrize(
    ("may_add_to", "section"),
    [(("health", "care"), "care"), (("learning", "health"), "learning"), ((), "")],
)
def test_where_it_belongs_when_it_is_for_life(may_add_to, section):
    assert rules.section_of_life(may_add_to) == section
