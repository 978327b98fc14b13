"""Supports: what counts as having less."""

import pytest

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
